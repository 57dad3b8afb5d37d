import { Code, List, Text } from '@mantine/core'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

/** The flags that may answer something else, here and in other environments. */
export function Concerned({ request: { group, concerned, elsewhere } }: { readonly request: ShownRequest }) {
  const { environments } = useScope()
  const nameOf = (environment: string): string =>
    environments.find(({ key }) => key === environment)?.name ?? environment
  return (
    <>
      {concerned.length > 0 && (
        <Text size="sm">
          {m.request_detail_concerned()}{' '}
          {concerned.map((flag) => (
            <Code key={flag} mr={4}>
              {flag}
            </Code>
          ))}
        </Text>
      )}
      {elsewhere.length > 0 && (
        <>
          <Text size="sm">{group === null ? m.request_detail_elsewhere_flag() : m.request_detail_elsewhere()}</Text>
          <List size="sm">
            {elsewhere.map(({ environment, isProtected, flags }) => (
              <List.Item key={environment}>
                {nameOf(environment)}
                {isProtected ? ` (${m.shell_protected()})` : ''}: {flags.join(', ')}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}
