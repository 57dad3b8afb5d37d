import type { SCALAR_OPERATORS } from '../../contracts/operators/scalar.ts'
import { type CompilersOf, foldCase, isScalar } from './attribute-test.ts'

export const SCALAR_COMPILERS: CompilersOf<typeof SCALAR_OPERATORS> = {
  equals: ({ value: operand, ignoreCase }) => {
    if (ignoreCase !== true) return (value) => value === operand || (isScalar(value) ? false : undefined)
    const folded = foldCase(operand)
    return (value) => (isScalar(value) ? foldCase(value) === folded : undefined)
  },

  oneOf: ({ values, ignoreCase }) => {
    if (ignoreCase === true) {
      const folded = new Set(values.map(foldCase))
      return (value) => (isScalar(value) ? folded.has(foldCase(value)) : undefined)
    }
    const operands = new Set(values)
    return (value) => (isScalar(value) ? operands.has(value) : undefined)
  },

  exists: () => (value) => value !== undefined && value !== null,
}
