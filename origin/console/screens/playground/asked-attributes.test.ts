import { expect, it } from 'vitest'
import type { ConfigurationView } from '../../api/views.ts'
import { askedAttributes } from './asked-attributes.ts'

const serve = { variant: 'on' }

it('names what the rules and their segments ask of a person once, and what it is compared as', () => {
  const configuration = {
    defaultServe: { split: { by: 'company', weights: [] } },
    rules: [
      {
        id: 'a',
        enabled: true,
        serve,
        if: {
          all: [
            { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] },
            { not: { attribute: 'seats', operator: 'lessThan', value: 3 } },
            { attribute: 'beta', operator: 'equals', value: true },
          ],
        },
      },
      { id: 'b', enabled: true, serve, if: { attribute: 'roles', operator: 'includesAny', values: ['admin'] } },
      { id: 'c', enabled: true, serve, if: { attribute: 'geo.country', operator: 'exists' }, rollout: { share: 1 } },
      { id: 'd', enabled: true, serve, if: { segment: 'staff' }, rollout: { share: 1, by: 'team' } },
    ],
  } satisfies Pick<ConfigurationView, 'rules' | 'defaultServe'>
  const segments = [
    { key: 'staff', by: 'email', rules: [{ attribute: 'office', operator: 'exists' }, { segment: 'staff' }] },
    { key: 'others', by: 'phone', rules: [] },
  ] satisfies Parameters<typeof askedAttributes>[1]
  expect(askedAttributes(configuration, segments)).toEqual([
    { path: 'geo.country', kind: 'text' },
    { path: 'seats', kind: 'number' },
    { path: 'beta', kind: 'boolean' },
    { path: 'roles', kind: 'json' },
    { path: 'email', kind: 'text' },
    { path: 'office', kind: 'text' },
    { path: 'team', kind: 'text' },
    { path: 'company', kind: 'text' },
  ])
})
