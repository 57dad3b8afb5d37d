import { Group, Paper, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ConfigurationView, FlagView } from '../../../api/views.ts'
import { type Column, DataTable } from '../../../blocks/data-table.tsx'
import { NARROW } from '../../../blocks/narrow.ts'
import { m } from '../../../i18n/compiled/messages.js'
import type { ChangeRequest } from '../../../change-requests/change-request.ts'
import { serveText } from '../../../words/rule-text.ts'
import { EnvironmentName, Served, WaitingRequests } from './environment-cells.tsx'
import classes from './environment-matrix.module.css'
import { OnOff } from './on-off.tsx'

export interface EnvironmentMatrixProps {
  readonly flag: FlagView
  readonly configurations: readonly ConfigurationView[]
  readonly requests: ReadonlyMap<string, readonly ChangeRequest[]>
}

/** Every environment's state at a glance; each leads to the same flag there. */
export function EnvironmentMatrix(props: EnvironmentMatrixProps) {
  const { flag, configurations, requests } = props
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false })
  if (isNarrow) return <EnvironmentList {...props} />
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
      cell: ({ environment }) => <EnvironmentName environment={environment} flag={flag.key} />,
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
      cell: ({ environment }) => (
        <WaitingRequests environment={environment} count={requests.get(environment)?.length ?? 0} />
      ),
    },
  ]
}

/** The same one below the other, where a table would be cut. */
function EnvironmentList({ flag, configurations, requests }: EnvironmentMatrixProps) {
  return (
    <Paper withBorder component="ul" className={classes['list']} aria-label={m.flag_detail_matrix()}>
      {configurations.map((row) => (
        <li key={row.environment} className={classes['item']}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <EnvironmentName environment={row.environment} flag={flag.key} />
            <OnOff isOn={row.enabled} />
          </Group>
          <Group justify="space-between" gap="xs">
            {row.enabled ? (
              <Text size="sm">{m.flag_detail_default_is({ serve: serveText(row.defaultServe) })}</Text>
            ) : (
              <Served row={row} />
            )}
            <Text size="sm" c="dimmed">
              {row.rules.length === 0
                ? m.flag_detail_rule_none()
                : m.flag_detail_rule_count({ count: row.rules.length })}
            </Text>
          </Group>
          <OpenRequests environment={row.environment} requests={requests} />
        </li>
      ))}
    </Paper>
  )
}

function OpenRequests({
  environment,
  requests,
}: Pick<EnvironmentMatrixProps, 'requests'> & { readonly environment: string }) {
  const count = requests.get(environment)?.length ?? 0
  return count === 0 ? null : <WaitingRequests environment={environment} count={count} />
}
