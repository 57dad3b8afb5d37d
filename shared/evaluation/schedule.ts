import type { Ramp, Window } from '../contracts/schedule.ts'
import { parseInstant } from '../values/instant.ts'
import type { ContextTest } from './context-test.ts'

/** Compiles a window: its start is in it, its end is not. */
export function compileWindow({ from, until }: Window): ContextTest {
  const fromMs = parseInstant(from) ?? Number.NEGATIVE_INFINITY
  const untilMs = parseInstant(until) ?? Number.POSITIVE_INFINITY
  return (_context, nowMs) => nowMs >= fromMs && nowMs < untilMs
}

/** @returns integer in [0, 100 000] */
export type ShareAt = (nowMs: number) => number

/** A share that does not change. */
export function always(share: number): ShareAt {
  return () => share
}

/** Compiles a ramp: nobody before its first step, the last step's share after it. */
export function compileRamp({ mode, steps }: Ramp): ShareAt {
  const points = steps.map(({ at, share }) => ({ atMs: parseInstant(at) ?? Number.NaN, share }))
  return (nowMs) => {
    const next = points.findIndex(({ atMs }) => nowMs < atMs)
    const last = points.at(next < 0 ? -1 : next - 1)
    const following = points[next]
    if (next === 0 || last === undefined) return 0
    if (mode === 'stepped' || following === undefined) return last.share
    return interpolate(last, following, nowMs)
  }
}

interface Point {
  readonly atMs: number
  readonly share: number
}

/** On the straight line between two points, rounded down; multiplied before it is divided, so that whole shares stay whole. */
function interpolate(from: Point, to: Point, nowMs: number): number {
  const risen = ((to.share - from.share) * (nowMs - from.atMs)) / (to.atMs - from.atMs)
  return Math.floor(from.share + risen)
}
