import { expect, it } from 'vitest'
import { createVersionWatch } from './version-watch.ts'

it('notes when each edge first showed a version, and counts an older one only if it was asked for after a newer one', () => {
  let nowMs = 100
  const watch = createVersionWatch(() => nowMs)
  const early = watch.highest('a')
  watch.saw('a', 2, watch.highest('a'))
  nowMs = 200
  // Asked before version 2 was seen: it was only overtaken.
  watch.saw('a', 1, early)
  watch.saw('b', 1, watch.highest('b'))
  expect(watch.wentBack).toBe(0)
  watch.saw('a', 1, watch.highest('a'))
  expect(watch.wentBack).toBe(1)
  expect(watch.seen).toEqual([
    { edge: 'a', version: 2, atMs: 100 },
    { edge: 'b', version: 1, atMs: 200 },
  ])
})
