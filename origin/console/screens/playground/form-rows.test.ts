import { expect, it } from 'vitest'
import type { ContextRow } from './context-rows.ts'
import { freeRow, namedRow, withAsked } from './form-rows.ts'

const row = (path: string, text = ''): ContextRow => ({ path, kind: 'text', text })
const [plan, country] = [row('plan'), row('geo.country')].map(({ path, kind }) => ({ path, kind }))

it('asks who it is first, also where nobody said, then what the flag asks for, then the rest', () => {
  const rows = [namedRow(row('email', 'a@b.c')), namedRow(row('plan', 'pro'))]
  const shown = withAsked(
    rows,
    [country, plan].flatMap((one) => one ?? []),
  )
  expect(shown.map(({ path, text }) => [path, text])).toEqual([
    ['targetingKey', ''],
    ['geo.country', ''],
    ['plan', 'pro'],
    ['email', 'a@b.c'],
  ])
})

it('leaves a row in its place while its name is typed, whatever the name', () => {
  const rows = withAsked(
    [],
    [country, plan].flatMap((one) => one ?? []),
  )
  const added = [...rows, freeRow(rows)]
  const typed = added.map((one) => (one.isFree ? { ...one, path: 'plan', text: 'x' } : one))
  expect(
    withAsked(
      typed,
      [country, plan].flatMap((one) => one ?? []),
    ),
  ).toEqual(typed)
  expect(new Set([...typed, freeRow(typed)].map(({ id }) => id)).size).toBe(typed.length + 1)
})
