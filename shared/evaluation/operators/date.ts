import type { DATE_OPERATORS } from '../../contracts/operators/date.ts'
import { parseInstant } from '../../values/instant.ts'
import type { AttributeTest, CompilersOf } from './attribute-test.ts'

export const DATE_COMPILERS: CompilersOf<typeof DATE_OPERATORS> = {
  before: ({ value: operand }) => {
    const boundMs = parseInstant(operand) ?? Number.NaN
    return testInstant((atMs) => atMs < boundMs)
  },
  after: ({ value: operand }) => {
    const boundMs = parseInstant(operand) ?? Number.NaN
    return testInstant((atMs) => atMs > boundMs)
  },
  withinLast: ({ durationMs }) => testInstant((atMs, nowMs) => atMs <= nowMs && atMs >= nowMs - durationMs),
  withinNext: ({ durationMs }) => testInstant((atMs, nowMs) => atMs >= nowMs && atMs <= nowMs + durationMs),
}

function testInstant(holds: (atMs: number, nowMs: number) => boolean): AttributeTest {
  return (value, nowMs) => {
    const atMs = parseInstant(value)
    return atMs === undefined ? undefined : holds(atMs, nowMs)
  }
}
