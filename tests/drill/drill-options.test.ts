import { expect, it } from 'vitest'
import { readDrillOptions } from './drill-options.ts'

const known = ['F1', 'F2', 'F11']

it('runs all drills whole where nothing is said', () => {
  expect(readDrillOptions([], known)).toEqual({ ok: true, value: { names: known, isQuick: false } })
})

it('runs the named ones, in whatever case, and quickly when told so', () => {
  expect(readDrillOptions(['f11', '--quick', 'F2'], known)).toEqual({
    ok: true,
    value: { names: ['F11', 'F2'], isQuick: true },
  })
})

it('says what it does not know, and what there is', () => {
  expect(readDrillOptions(['F1', 'F99', '--fast'], known)).toEqual({
    ok: false,
    problems: [{ path: [], message: 'expected --quick or names among F1, F2, F11, got F99, --FAST' }],
  })
})
