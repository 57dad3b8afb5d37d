import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import type { OperatorName } from '../../../shared/contracts/operators/operator-table.ts'

/** What an operator is given beside the attribute. */
export type OperandForm =
  | 'nothing'
  | 'scalar'
  | 'scalars'
  | 'texts'
  | 'number'
  | 'span'
  | 'count'
  | 'modulo'
  | 'instant'
  | 'duration'
  | 'version'
  | 'range'
  | 'pattern'

export interface OperatorForm {
  readonly operand: OperandForm
  readonly isNegatable: boolean
  readonly ignoresCase: boolean
}

const negatable = { isNegatable: true, ignoresCase: false } as const
const fixed = { isNegatable: false, ignoresCase: false } as const
const folding = { isNegatable: true, ignoresCase: true } as const

/** How each operator of the contracts is filled in; a test holds this to their table, which would load its parsers here. */
export const OPERATOR_FORMS: Readonly<Record<OperatorName, OperatorForm>> = {
  oneOf: { operand: 'scalars', ...folding },
  equals: { operand: 'scalar', ...folding },
  exists: { operand: 'nothing', ...negatable },
  contains: { operand: 'texts', ...folding },
  startsWith: { operand: 'texts', ...folding },
  endsWith: { operand: 'texts', ...folding },
  matches: { operand: 'pattern', ...folding },
  greaterThan: { operand: 'number', ...fixed },
  greaterThanOrEqual: { operand: 'number', ...fixed },
  lessThan: { operand: 'number', ...fixed },
  lessThanOrEqual: { operand: 'number', ...fixed },
  between: { operand: 'span', ...negatable },
  modulo: { operand: 'modulo', ...negatable },
  before: { operand: 'instant', ...negatable },
  after: { operand: 'instant', ...negatable },
  withinLast: { operand: 'duration', ...negatable },
  withinNext: { operand: 'duration', ...negatable },
  versionEquals: { operand: 'version', ...negatable },
  versionGreaterThan: { operand: 'version', ...negatable },
  versionGreaterThanOrEqual: { operand: 'version', ...negatable },
  versionLessThan: { operand: 'version', ...negatable },
  versionLessThanOrEqual: { operand: 'version', ...negatable },
  versionInRange: { operand: 'range', ...negatable },
  includesAny: { operand: 'scalars', isNegatable: false, ignoresCase: true },
  includesAll: { operand: 'scalars', ...folding },
  includesNone: { operand: 'scalars', isNegatable: false, ignoresCase: true },
  size: { operand: 'count', ...fixed },
  inNetwork: { operand: 'texts', ...negatable },
}

export const OPERATOR_NAMES = Object.keys(OPERATOR_FORMS) as readonly OperatorName[]

const EMPTY: Readonly<Record<OperandForm, object>> = {
  nothing: {},
  scalar: { value: '' },
  scalars: { values: [] },
  texts: { values: [] },
  number: { value: 0 },
  span: { min: 0, max: 100 },
  count: { min: 1 },
  modulo: { divisor: 2, remainder: 0 },
  instant: { value: '' },
  duration: { durationMs: 604_800_000 },
  version: { value: '1.0.0' },
  range: { range: '^1.0.0' },
  pattern: { pattern: '' },
}

/** The same attribute under another operator; what it was compared with stays where both take the same. */
export function withOperator(
  condition: AttributeCondition,
  operator: OperatorName,
  isNegated: boolean,
): AttributeCondition {
  const { attribute, operator: from, ...rest } = condition
  const { negate: _negate, ignoreCase, lenient, ...operand } = rest as Record<string, unknown>
  const [before, after] = [OPERATOR_FORMS[from], OPERATOR_FORMS[operator]]
  const kept = before.operand === after.operand ? operand : keptOperand(operand, before.operand, after.operand)
  return {
    attribute,
    operator,
    ...kept,
    ...(isNegated ? { negate: true } : {}),
    ...(ignoreCase === true && after.ignoresCase ? { ignoreCase } : {}),
    ...(lenient === true && operator.startsWith('version') ? { lenient } : {}),
  } as AttributeCondition
}

/** A list goes on as a list; the parser of the origin says what of it does not fit. */
function keptOperand(operand: object, before: OperandForm, after: OperandForm): object {
  if ('values' in operand && after === 'texts') return { values: (operand.values as unknown[]).map(String) }
  return 'values' in operand && before === 'texts' && after === 'scalars' ? operand : EMPTY[after]
}
