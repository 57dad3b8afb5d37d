import type uPlot from 'uplot'
import { formatCompact } from '../../i18n/format.ts'
import type { SeriesLook } from './series-look.ts'
import { formatTick } from './slot-text.ts'
import type { TimeSlots } from './time-slots.ts'

interface ChartLook {
  /** In pixels, as are all lengths here. */
  readonly width: number
  readonly height: number
  readonly looks: readonly SeriesLook[]
  readonly slots: TimeSlots
  readonly onHover: (place: number | null) => void
}

const MS_PER_SECOND = 1_000
const LINE_WIDTH = 2
const TICK_SPACE = 72
const COUNT_AXIS_WIDTH = 48
/** Charts of few slots would be lines without places. */
const MOST_POINTS = 40

/** Lines over time from zero on, with the colours of the page. */
export function chartOptions({ width, height, looks, slots, onHover }: ChartLook): uPlot.Options {
  const style = getComputedStyle(document.documentElement)
  const line = style.getPropertyValue('--tm-line')
  const axis: uPlot.Axis = {
    stroke: style.getPropertyValue('--mantine-color-dimmed'),
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  }
  const [first = 0, last = first] = [slots.startsMs[0], slots.startsMs.at(-1)]
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false } },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      {
        ...axis,
        space: TICK_SPACE,
        values: (_chart, ticks) => ticks.map((tick) => formatTick(tick * MS_PER_SECOND, last - first)),
      },
      {
        ...axis,
        size: COUNT_AXIS_WIDTH,
        incrs: [
          1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1e8, 1e9,
        ],
        values: (_chart, ticks) => ticks.map((tick) => formatCompact(tick)),
      },
    ],
    series: [
      {},
      ...looks.map(({ color, dash }) => ({
        stroke: color,
        width: LINE_WIDTH,
        dash: [...dash],
        points: { show: slots.startsMs.length <= MOST_POINTS, size: 5, fill: color },
      })),
    ],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
  }
}
