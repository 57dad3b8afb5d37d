import { Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import type { ConfigurationView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { type SeriesName, nameSeries } from './series-names.ts'
import { SeriesTable } from './series-table.tsx'
import { SlotTable } from './slot-table.tsx'
import { TimeChart } from './time-chart.tsx'
import type { FlagUsage } from './use-flag-usage.ts'
import { DIMENSIONS, type Dimension, type UsageSeries, seriesBy } from './usage-series.ts'

export type NamedSeries = UsageSeries & SeriesName

export interface DimensionChartProps {
  readonly usage: FlagUsage
  readonly rules: ConfigurationView['rules']
  readonly dimension: Dimension
  readonly onChange: (dimension: Dimension) => void
}

const TITLES: Readonly<Record<Dimension, readonly [choice: () => string, title: () => string]>> = {
  variants: [m.usage_by_variant, m.usage_variant],
  reasons: [m.usage_by_reason, m.usage_reason],
  rules: [m.usage_by_rule, m.usage_rule_title],
}

/** Decisions over time, told apart by variant, by reason or by rule. */
export function DimensionChart({ usage, rules, dimension, onChange }: DimensionChartProps) {
  const { used, slots } = usage
  const series: readonly NamedSeries[] = useMemo(
    () => seriesBy(dimension, used, slots).map((each) => ({ ...each, ...nameSeries(dimension, each, rules) })),
    [dimension, used, slots, rules],
  )
  const label = TITLES[dimension][1]()
  return (
    <Paper component="section" withBorder p="md">
      <Title order={2} mb="xs">
        {m.usage_over_time()}
      </Title>
      <Stack gap="sm" align="stretch">
        <SegmentedControl
          aria-label={m.usage_told_apart()}
          value={dimension}
          onChange={onChange}
          data={DIMENSIONS.map((value) => ({ value, label: TITLES[value][0]() }))}
          maw={420}
        />
        <TimeChart label={m.usage_chart({ by: TITLES[dimension][0]() })} slots={slots} lines={series} />
        <SeriesTable label={label} series={series} />
        {dimension === 'rules' && (
          <Text size="xs" c="dimmed">
            {m.usage_rules_hint()}
          </Text>
        )}
        <div>
          <SlotTable label={m.usage_table({ by: TITLES[dimension][0]() })} slots={slots} lines={series} />
        </div>
      </Stack>
    </Paper>
  )
}
