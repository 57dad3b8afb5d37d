/** A part of the time that a chart shows. */
export type SlotUnit = 'minute' | 'hour' | 'day'

export interface TimeSlots {
  readonly unit: SlotUnit
  /** Where each begins, ascending. */
  readonly startsMs: readonly number[]
}

const UNIT_MS = { minute: 60_000, hour: 3_600_000 } as const

/** Every slot that the range touches, whether something was decided in it or not. */
export function slotsBetween(unit: SlotUnit, fromMs: number, toMs: number): TimeSlots {
  const startsMs: number[] = []
  for (let startMs = slotOf(unit, fromMs); startMs < toMs; startMs = nextSlot(unit, startMs)) startsMs.push(startMs)
  return { unit, startsMs }
}

/** Where the slot begins that a time lies in; days are the reader's, of 23 to 25 hours. */
export function slotOf(unit: SlotUnit, atMs: number): number {
  if (unit === 'day') return new Date(atMs).setHours(0, 0, 0, 0)
  return atMs - (atMs % UNIT_MS[unit])
}

function nextSlot(unit: SlotUnit, startMs: number): number {
  if (unit !== 'day') return startMs + UNIT_MS[unit]
  const next = new Date(startMs)
  return next.setDate(next.getDate() + 1)
}
