import { expect, it } from 'vitest'
import { mergeRows } from './merge-rows.ts'

const SECTION = `## Title

2026-11-24 · a machine

|  | Redis | p50 | day |
| --- | --- | --- | --- |
| off | 0 ms | 540 | 2026-11-23 |
| off | 150 ms | 900 | 2026-11-23 |

A note of 2026-11-24.`

it('replaces the row of the same name and keeps the others', () => {
  expect(mergeRows(SECTION, ['| off | 0 ms | 500 | 2026-11-24 |'], 2)).toEqual([
    '| off | 0 ms | 500 | 2026-11-24 |',
    '| off | 150 ms | 900 | 2026-11-23 |',
  ])
})

it('adds a row in its place, by numbers as numbers', () => {
  const rows = ['| off | 50 ms | 600 | 2026-11-24 |', '| attention | 0 ms | 80 | 2026-11-24 |']
  expect(mergeRows(SECTION, rows, 2).map((row) => row.slice(2, 17).trim())).toEqual([
    'attention | 0 m',
    'off | 0 ms | 54',
    'off | 50 ms | 6',
    'off | 150 ms |',
  ])
})

it('begins with what was measured where there is no table yet', () => {
  expect(mergeRows('', ['| off | 0 ms | 1 | 2026-11-24 |'], 2)).toHaveLength(1)
})
