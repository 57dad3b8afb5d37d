import { Anchor, Badge, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { ConfigurationView, FlagView } from '../../../api/views.ts'
import { type Column, DataTable } from '../../../blocks/data-table.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { useScope } from '../../../shell/scope.ts'
import type { ChangeRequest } from '../../../change-requests/change-request.ts'
import { serveText } from '../../../words/rule-text.ts'
import { OnOff } from './on-off.tsx'

export interface EnvironmentMatrixProps {
  readonly flag: FlagView
  readonly configurations: readonly ConfigurationView[]
  readonly requests: ReadonlyMap<string, readonly ChangeRequest[]>
}

/** Every environment's state at a glance; each leads to the same flag there. */
export function EnvironmentMatrix({ flag, configurations, requests }: EnvironmentMatrixProps) {
  return (
    <DataTable
      label={m.flag_detail_matrix()}
      rows={configurations}
      rowKey={({ environment }) => environment}
      columns={columnsOf(flag, requests)}
    />
  )
}

function columnsOf(flag: FlagView, requests: EnvironmentMatrixProps['requests']): readonly Column<ConfigurationView>[] {
  return [
    {
      key: 'environment',
      header: m.flag_detail_environment(),
      cell: ({ environment }) => <EnvironmentCell environment={environment} flag={flag.key} />,
    },
    { key: 'state', header: m.flag_detail_state(), cell: ({ enabled }) => <OnOff isOn={enabled} /> },
    { key: 'default', header: m.flag_detail_default_serves(), cell: (row) => <Served row={row} /> },
    {
      key: 'rules',
      header: m.flag_detail_rules(),
      align: 'right',
      cell: ({ rules }) => <span className="tm-tabular">{rules.length}</span>,
    },
    {
      key: 'requests',
      header: m.flag_detail_waiting(),
      cell: ({ environment }) => <Waiting environment={environment} count={requests.get(environment)?.length ?? 0} />,
    },
  ]
}

function EnvironmentCell({ environment, flag }: { readonly environment: string; readonly flag: string }) {
  const { project, environments, environment: here } = useScope()
  const found = environments.find(({ key }) => key === environment)
  const isHere = environment === here
  return (
    <Group gap="xs" wrap="nowrap">
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

export function ProtectedMark() {
  return (
    <Badge variant="default" size="sm" tt="none" fw={500}>
      {m.shell_protected()}
    </Badge>
  )
}

/** While a flag is off, its default is not what people get. */
function Served({ row: { enabled, defaultServe, offVariant } }: { readonly row: ConfigurationView }) {
  if (enabled) return <Text size="sm">{serveText(defaultServe)}</Text>
  return (
    <Text size="sm" c="dimmed">
      {offVariant === null ? m.flag_detail_off_code() : m.flag_detail_off_serves({ variant: offVariant })}
    </Text>
  )
}

function Waiting({ environment, count }: { readonly environment: string; readonly count: number }) {
  const { project } = useScope()
  if (count === 0) return <Text size="sm">—</Text>
  return (
    <Anchor component={Link} href={`~/console/${project}/${environment}/requests`} size="sm">
      {m.change_requests_pending({ count })}
    </Anchor>
  )
}
