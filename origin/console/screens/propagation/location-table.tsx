import { Badge, Text } from '@mantine/core'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatAgo, formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatDuration } from './duration.ts'
import type { Location } from './use-propagation.ts'

const STATES: Readonly<Record<Location['state'], readonly [text: () => string, color: string]>> = {
  behind: [m.propagation_state_behind, 'red'],
  pending: [m.propagation_state_pending, 'yellow'],
  current: [m.propagation_state_current, 'teal'],
  no_traffic: [m.propagation_state_no_traffic, 'gray'],
}
const ORDER = Object.keys(STATES)

/** Whoever is behind stands first. */
export function LocationTable({ locations }: { readonly locations: readonly Location[] }) {
  const rows = locations.toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.location.localeCompare(b.location),
  )
  return (
    <DataTable label={m.propagation_locations()} columns={columns()} rows={rows} rowKey={({ location }) => location} />
  )
}

function columns(): readonly Column<Location>[] {
  return [
    { key: 'location', header: m.propagation_location(), cell: ({ location }) => location },
    { key: 'state', header: m.propagation_state(), cell: ({ state }) => <State state={state} /> },
    {
      key: 'version',
      header: m.propagation_serves(),
      align: 'right',
      cell: ({ version }) => <span className="tm-tabular">{formatNumber(version)}</span>,
    },
    {
      key: 'age',
      header: m.propagation_age(),
      align: 'right',
      cell: ({ ageMs }) => <span className="tm-tabular">{formatDuration(ageMs)}</span>,
    },
    {
      key: 'reported',
      header: m.propagation_reported(),
      cell: ({ reportedAt }) => formatAgo(reportedAt, Date.now()),
    },
    { key: 'trouble', header: m.propagation_trouble(), cell: (location) => <Trouble location={location} /> },
  ]
}

function State({ state }: Pick<Location, 'state'>) {
  const [text, color] = STATES[state]
  return (
    <Badge variant="outline" color={color} tt="none" c="var(--mantine-color-text)" miw="max-content">
      {text()}
    </Badge>
  )
}

/** What the location could not reach, and what it refused to serve. */
function Trouble({ location: { openBreakers, refusals } }: { readonly location: Location }) {
  const texts = [
    ...openBreakers.map((part) => m.propagation_unreachable({ part })),
    ...refusals.map(({ part, reason, count }) => m.propagation_refused({ part, reason, times: formatNumber(count) })),
  ]
  if (texts.length === 0) return <Text size="sm">{m.propagation_no_trouble()}</Text>
  return texts.map((text) => (
    <Text key={text} size="sm">
      {text}
    </Text>
  ))
}
