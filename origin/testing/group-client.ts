import type { TestOrigin } from './start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const ANY = { 'If-Match': '*' }

/** What tests do to the groups of the default project, and to the rules of its flag `x`. */
export function groupClient({ call }: TestOrigin) {
  const groups = `${PROJECT}/groups`
  return {
    groups,
    create: (body: object) => call('POST', groups, { body }),
    patch: (key: string, body: object, ifMatch = '*') =>
      call('PATCH', `${groups}/${key}`, { body, headers: { 'If-Match': ifMatch } }),
    remove: (key: string) => call('DELETE', `${groups}/${key}`, { headers: ANY }),
    resalt: (key: string, body: object = {}) => call('POST', `${groups}/${key}/resalt`, { body, headers: ANY }),
    configure: (rules: readonly object[], environment = 'production') =>
      call('PATCH', `${PROJECT}/environments/${environment}/flags/x`, {
        body: { enabled: true, rules: rules.map((rule, i) => ({ id: `r${i}`, serve: { variant: 'on' }, ...rule })) },
        headers: ANY,
      }),
  }
}
