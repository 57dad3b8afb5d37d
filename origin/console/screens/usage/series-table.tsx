import { Badge, Group, Progress, Text, useComputedColorScheme } from '@mantine/core'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatNumber, formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { NamedSeries } from './dimension-chart.tsx'
import { MAX_LINES, lookOf } from './series-look.ts'

export interface SeriesTableProps {
  readonly label: string
  readonly series: readonly NamedSeries[]
}

const BAR_WIDTH = 160
/** Digits beyond a tenth of a percent say nothing here. */
const SHARE_STEPS = 1_000

/** What the lines of a chart are called, and how many decisions each stands for. */
export function SeriesTable({ label, series }: SeriesTableProps) {
  return <DataTable label={label} columns={columnsOf(label, series)} rows={series} rowKey={({ name }) => name ?? ''} />
}

function columnsOf(label: string, series: readonly NamedSeries[]): readonly Column<NamedSeries>[] {
  const total = series.reduce((sum, each) => sum + each.total, 0)
  const shareOf = (each: NamedSeries): number => Math.round((each.total / total) * SHARE_STEPS) / SHARE_STEPS
  return [
    { key: 'name', header: label, cell: (each) => <Name series={each} place={series.indexOf(each)} /> },
    {
      key: 'total',
      header: m.usage_evaluations(),
      align: 'right',
      cell: (each) => <span className="tm-tabular">{formatNumber(each.total)}</span>,
    },
    { key: 'share', header: m.usage_share(), width: BAR_WIDTH, cell: (each) => <Share share={shareOf(each)} /> },
  ]
}

function Share({ share }: { readonly share: number }) {
  return (
    <>
      <span className="tm-tabular">{formatShare(share)}</span>
      <Progress value={share * 100} size={6} aria-hidden />
    </>
  )
}

function Name({ series, place }: { readonly series: NamedSeries; readonly place: number }) {
  const { label, detail, isError } = series
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      {place < MAX_LINES && <Sample place={place} />}
      <div style={{ minWidth: 0 }}>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
            {label}
          </Text>
          {isError === true && (
            <Badge color="red" variant="outline" tt="none" miw="max-content" c="var(--mantine-color-text)">
              {m.usage_error()}
            </Badge>
          )}
        </Group>
        {detail !== undefined && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {detail}
          </Text>
        )}
      </div>
    </Group>
  )
}

/** A piece of the line as the chart draws it. */
function Sample({ place }: { readonly place: number }) {
  const { color, dash } = lookOf(place, useComputedColorScheme('light'))
  return (
    <svg width={28} height={20} aria-hidden style={{ flexShrink: 0 }}>
      <path d="M0 10H28" stroke={color} strokeWidth={2.5} strokeDasharray={dash.join(' ')} />
    </svg>
  )
}
