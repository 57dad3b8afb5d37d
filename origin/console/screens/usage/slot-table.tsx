import { Box, Button } from '@mantine/core'
import { useDisclosure, useId } from '@mantine/hooks'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatSlot } from './slot-text.ts'
import type { ChartLine } from './time-chart.tsx'
import type { TimeSlots } from './time-slots.ts'

export interface SlotTableProps {
  readonly label: string
  readonly slots: TimeSlots
  readonly lines: readonly ChartLine[]
}

/** What a chart draws, in numbers, newest first; on demand, since it is long. */
export function SlotTable({ label, slots, lines }: SlotTableProps) {
  const [isOpen, { toggle }] = useDisclosure()
  const id = useId()
  return (
    <>
      <Button variant="subtle" size="xs" onClick={toggle} aria-expanded={isOpen} aria-controls={id}>
        {isOpen ? m.usage_hide_table() : m.usage_show_table()}
      </Button>
      <Box id={id} mt="xs" mah={420} style={{ overflowY: 'auto' }}>
        {isOpen && <DataTable label={label} columns={columnsOf(slots, lines)} rows={placesOf(lines)} rowKey={String} />}
      </Box>
    </>
  )
}

function columnsOf({ startsMs, unit }: TimeSlots, lines: readonly ChartLine[]): readonly Column<number>[] {
  return [
    { key: 'time', header: m.usage_time(), cell: (place) => formatSlot(startsMs[place] ?? 0, unit) },
    ...lines.map(({ label, counts }): Column<number> => ({
      key: label,
      header: label,
      align: 'right',
      cell: (place) => <span className="tm-tabular">{formatNumber(counts[place] ?? 0)}</span>,
    })),
  ]
}

/** Slots in which something was decided. */
function placesOf(lines: readonly ChartLine[]): readonly number[] {
  const places = Array.from(lines[0]?.counts ?? [], (_, place) => place)
  return places.filter((place) => lines.some(({ counts }) => counts[place] !== 0)).toReversed()
}
