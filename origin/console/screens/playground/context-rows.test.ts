import { describe, expect, it } from 'vitest'
import { type ContextRow, contextToRows, rowsToContext } from './context-rows.ts'

const text = (path: string, value: string): ContextRow => ({ path, kind: 'text', text: value })

describe('a context as a form', () => {
  it.each([
    { targetingKey: 'ann', geo: { country: 'BR', city: 'São Paulo' }, seats: 3, beta: true },
    { targetingKey: 'ann', roles: ['admin', 'owner'], nothing: null, empty: {}, blank: ' ' },
    JSON.parse('{"targetingKey":"ann","__proto__":{"constructor":"x"}}') as object,
    {},
  ])('gives back %j', (context) => {
    const rows = contextToRows(context as never) ?? []
    const read = rowsToContext(rows)
    expect(read.ok && JSON.stringify(read.context)).toBe(JSON.stringify(context))
  })

  it('cannot show names that no dotted path leads to', () => {
    expect([{ 'a.b': 1 }, { '': 1 }, { a: { 'b.c': 1 } }].map(contextToRows)).toEqual([undefined, undefined, undefined])
  })

  it('leaves out rows that are not filled in', () => {
    expect(rowsToContext([text('plan', ''), text('', 'pro')])).toEqual({ ok: true, context: {} })
  })

  it.each(['g', 'geo', 'geo.', 'geo. ', '.', 'geo..country', 'geo.c', 'geo.country', ' geo.country '])(
    'says nothing that it could not show, while somebody types %j',
    (path) => {
      const read = rowsToContext([text('targetingKey', 'ann'), text(path, 'BR')])
      expect(read.ok && contextToRows(read.context)).toHaveLength(
        path
          .trim()
          .split('.')
          .some((name) => name.trim() === '')
          ? 1
          : 2,
      )
    },
  )

  it.each([
    [[text('geo', 'BR'), text('geo.country', 'BR')], 1, 'twice'],
    [[text('geo.country', 'BR'), text('geo', 'BR')], 1, 'twice'],
    [[text('plan', 'a'), text('plan', 'b')], 1, 'twice'],
    [[{ path: 'seats', kind: 'number', text: 'three' }], 0, 'number'],
    [[{ path: 'beta', kind: 'boolean', text: 'yes' }], 0, 'boolean'],
    [[{ path: 'roles', kind: 'json', text: '[' }], 0, 'json'],
  ] as const)('says in which row %j is wrong', (rows, index, problem) => {
    expect(rowsToContext(rows)).toEqual({ ok: false, index, problem })
  })
})
