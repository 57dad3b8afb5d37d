import { describe, expect, it } from 'vitest'
import { attributeSchema, type OperatorRow, type ValueKind } from '../../contracts/operators/operator-row.ts'
import { OPERATORS } from '../../contracts/operators/operator-table.ts'
import type { AttributeCondition } from '../../contracts/condition.ts'
import type { JsonValue } from '../../contracts/json.ts'
import { parseWith } from '../../contracts/parse-with.ts'
import { EMPTY_WORLD, startCompilation } from '../compilation.ts'
import { re2Engine } from '../re2-engine.ts'
import { compileOperator } from './operator-compilers.ts'

const ROWS = Object.entries(OPERATORS) as unknown as readonly (readonly [string, OperatorRow<AttributeCondition>])[]

/** A value of each kind; texts, numbers and lists that some operator might still refuse are no part of the row's word. */
const VALUES: Readonly<Record<ValueKind, JsonValue>> = {
  text: 'text',
  number: 7,
  boolean: true,
  list: ['x'],
  object: { x: 1 },
  null: null,
}

const testOf = (condition: AttributeCondition) =>
  compileOperator(condition, startCompilation({ ...EMPTY_WORLD, regex: re2Engine }))
const accepts = (row: OperatorRow<AttributeCondition>, changes: object) =>
  parseWith(row.schema, { ...row.example, ...changes }).ok

describe.each(ROWS)('the row of %s', (name, row) => {
  it('has an example that its schema accepts, under its own name', () => {
    expect(parseWith(row.schema, row.example)).toEqual({ ok: true, value: row.example })
    expect(row.example.operator).toBe(name)
    expect(parseWith(attributeSchema, row.example.attribute).ok).toBe(true)
  })

  it('takes negate and ignoreCase where it says so, and nowhere else', () => {
    expect(accepts(row, { negate: true })).toBe(row.negatable)
    expect(accepts(row, { ignoreCase: true })).toBe(row.ignoresCase)
    expect(accepts(row, { unknown: true })).toBe(false)
  })

  it('cannot compare the kinds that it does not name, nor a number that is not finite', () => {
    const test = testOf(row.example)
    const others = Object.entries(VALUES).filter(([kind]) => !row.compares.includes(kind as ValueKind))
    for (const [, value] of others) expect(test(value, 0)).toBeUndefined()
    const expected = name === 'exists' ? true : undefined
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) expect(test(value, 0)).toBe(expected)
    expect(test(undefined, 0)).toBe(name === 'exists' ? false : undefined)
  })
})
