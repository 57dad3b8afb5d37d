import { ADDRESS_OPERATORS } from './address.ts'
import { DATE_OPERATORS } from './date.ts'
import { LIST_OPERATORS } from './list.ts'
import { NUMBER_OPERATORS } from './number.ts'
import type { OperatorRow } from './operator-row.ts'
import { SCALAR_OPERATORS } from './scalar.ts'
import { TEXT_OPERATORS } from './text.ts'
import { VERSION_OPERATORS } from './version.ts'

/** Every operator of a condition on one attribute. Adding one is adding its row here and its compiler in `evaluation`. */
export const OPERATORS = {
  ...SCALAR_OPERATORS,
  ...TEXT_OPERATORS,
  ...NUMBER_OPERATORS,
  ...DATE_OPERATORS,
  ...VERSION_OPERATORS,
  ...LIST_OPERATORS,
  ...ADDRESS_OPERATORS,
} as const

export type OperatorName = keyof typeof OPERATORS

/** The condition that an operator's row describes. */
export type ConditionOf<Name extends OperatorName> =
  (typeof OPERATORS)[Name] extends OperatorRow<infer Condition> ? Condition : never
