import type { NUMBER_OPERATORS } from '../../contracts/operators/number.ts'
import type { JsonValue } from '../../contracts/json.ts'
import type { CompilersOf } from './attribute-test.ts'

export const NUMBER_COMPILERS: CompilersOf<typeof NUMBER_OPERATORS> = {
  greaterThan:
    ({ value: bound }) =>
    (value) =>
      isFiniteNumber(value) ? value > bound : undefined,
  greaterThanOrEqual:
    ({ value: bound }) =>
    (value) =>
      isFiniteNumber(value) ? value >= bound : undefined,
  lessThan:
    ({ value: bound }) =>
    (value) =>
      isFiniteNumber(value) ? value < bound : undefined,
  lessThanOrEqual:
    ({ value: bound }) =>
    (value) =>
      isFiniteNumber(value) ? value <= bound : undefined,
  between:
    ({ min, max }) =>
    (value) =>
      isFiniteNumber(value) ? value >= min && value <= max : undefined,
  modulo:
    ({ divisor, remainder }) =>
    (value) =>
      Number.isSafeInteger(value) ? ((Number(value) % divisor) + divisor) % divisor === remainder : undefined,
}

function isFiniteNumber(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
