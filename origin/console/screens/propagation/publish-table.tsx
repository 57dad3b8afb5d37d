import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatNumber, formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatDuration } from './duration.ts'
import type { Publish } from './use-propagation.ts'

/** The last versions, and how long each took to whoever was asking. */
export function PublishTable({ publishes }: { readonly publishes: readonly Publish[] }) {
  return (
    <DataTable
      label={m.propagation_publishes()}
      columns={columns()}
      rows={publishes}
      rowKey={({ version }) => String(version)}
    />
  )
}

function columns(): readonly Column<Publish>[] {
  return [
    { key: 'version', header: m.propagation_version(), cell: ({ version }) => formatNumber(version) },
    { key: 'committed', header: m.propagation_saved(), cell: ({ committedAt }) => formatTime(committedAt) },
    took('p50'),
    took('p99'),
    {
      key: 'measured',
      header: m.propagation_measured(),
      align: 'right',
      cell: ({ measuredLocations }) => formatNumber(measuredLocations),
    },
    { key: 'behind', header: m.propagation_behind(), cell: ({ behind }) => named(behind) },
    { key: 'quiet', header: m.propagation_state_no_traffic(), cell: ({ noTraffic }) => named(noTraffic) },
  ]
}

function took(name: 'p50' | 'p99'): Column<Publish> {
  return {
    key: name,
    header: name,
    align: 'right',
    cell: ({ servedAfterMs }) => (
      <span className="tm-tabular">{servedAfterMs === null ? '—' : formatDuration(servedAfterMs[name])}</span>
    ),
  }
}

function named(locations: readonly string[]): string {
  return locations.length === 0 ? m.propagation_nobody() : locations.join(', ')
}
