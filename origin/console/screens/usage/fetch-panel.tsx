import { Paper, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { m } from '../../i18n/compiled/messages.js'
import { SlotTable } from './slot-table.tsx'
import { TimeChart } from './time-chart.tsx'
import type { FlagUsage } from './use-flag-usage.ts'
import { totalSeries } from './usage-series.ts'

/** Fetches of all flags at once: whoever fetched may have used the flag or not. */
export function FetchPanel({ usage: { fetched, slots } }: { readonly usage: FlagUsage }) {
  const lines = useMemo(() => [{ label: m.usage_fetches(), ...totalSeries(fetched, slots) }], [fetched, slots])
  return (
    <Paper component="section" withBorder p="md">
      <Title order={2}>{m.usage_fetches()}</Title>
      <Text size="sm" c="dimmed" mb="xs" maw={720}>
        {m.usage_fetches_hint()}
      </Text>
      <TimeChart label={m.usage_fetches_chart()} slots={slots} lines={lines} />
      <SlotTable label={m.usage_fetches_table()} slots={slots} lines={lines} />
    </Paper>
  )
}
