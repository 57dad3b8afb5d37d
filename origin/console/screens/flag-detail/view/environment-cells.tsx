import { Anchor, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { ConfigurationView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { useScope } from '../../../shell/scope.ts'
import { serveText } from '../../../words/rule-text.ts'
import { ProtectedMark } from './protected-mark.tsx'

/** Leads to the same flag there. */
export function EnvironmentName({ environment, flag }: { readonly environment: string; readonly flag: string }) {
  const { project, environments, environment: here } = useScope()
  const found = environments.find(({ key }) => key === environment)
  const isHere = environment === here
  return (
    <Group gap="xs">
      <Anchor
        component={Link}
        href={`~/console/${project}/${environment}/flags/${encodeURIComponent(flag)}`}
        aria-current={isHere ? 'true' : undefined}
        fw={isHere ? 700 : 500}
        size="sm"
      >
        {found?.name ?? environment}
      </Anchor>
      {isHere && (
        <Text size="xs" c="dimmed">
          {m.flag_detail_shown_below()}
        </Text>
      )}
      {found?.protected === true && <ProtectedMark />}
    </Group>
  )
}

/** While a flag is off, its default is not what people get. */
export function Served({ row: { enabled, defaultServe, offVariant } }: { readonly row: ConfigurationView }) {
  if (enabled) return <Text size="sm">{serveText(defaultServe)}</Text>
  return (
    <Text size="sm" c="dimmed">
      {offVariant === null ? m.flag_detail_off_code() : m.flag_detail_off_serves({ variant: offVariant })}
    </Text>
  )
}

/** How many ask for something else there. */
export function WaitingRequests({ environment, count }: { readonly environment: string; readonly count: number }) {
  const { project } = useScope()
  if (count === 0) return <Text size="sm">—</Text>
  return (
    <Anchor component={Link} href={`~/console/${project}/${environment}/requests`} size="sm">
      {m.change_requests_pending({ count })}
    </Anchor>
  )
}
