import { Box, Text, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { chartOptions } from './chart-options.ts'
import { MAX_LINES, lookOf } from './series-look.ts'
import { formatSlot } from './slot-text.ts'
import type { TimeSlots } from './time-slots.ts'

export interface TimeChartProps {
  /** What it shows, for whoever does not see it; a table has the numbers. */
  readonly label: string
  readonly slots: TimeSlots
  readonly lines: readonly ChartLine[]
}

export interface ChartLine {
  readonly label: string
  /** One for each slot. */
  readonly counts: readonly number[]
}

const HEIGHT = 220
const MS_PER_SECOND = 1_000

export function TimeChart({ label, slots, lines }: TimeChartProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    if (element === null || width === 0) return undefined
    const drawn = lines.slice(0, MAX_LINES)
    const looks = drawn.map((_, place) => lookOf(place, scheme))
    const options = chartOptions({ width, height: HEIGHT, looks, slots, onHover: setHovered })
    const times = slots.startsMs.map((startMs) => startMs / MS_PER_SECOND)
    const chart = new uPlot(options, [times, ...drawn.map(({ counts }) => [...counts])], element)
    return () => chart.destroy()
  }, [element, width, scheme, slots, lines])
  return (
    <Box ref={ref}>
      <Text size="xs" c="dimmed" mih={18} aria-hidden className="tm-tabular">
        {hovered === null ? m.usage_chart_hint() : hoverText({ slots, lines: lines.slice(0, MAX_LINES) }, hovered)}
      </Text>
      <div ref={setElement} role="img" aria-label={label} style={{ minHeight: HEIGHT }} />
    </Box>
  )
}

function hoverText({ slots, lines }: Pick<TimeChartProps, 'slots' | 'lines'>, place: number): string {
  const parts = lines.map(({ label, counts }) => `${label} ${formatNumber(counts[place] ?? 0)}`)
  return [formatSlot(slots.startsMs[place] ?? 0, slots.unit), ...parts].join(' · ')
}
