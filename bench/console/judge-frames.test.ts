import { describe, expect, it } from 'vitest'
import { type Frame, judgeFrames } from './judge-frames.ts'

const LIST = [200, 280_200] as const
const frame = (atMs: number, scrolledPx: number, rowsPx: Frame['rowsPx']): Frame => ({
  atMs,
  scrolledPx,
  heightPx: 800,
  listPx: LIST,
  rowsPx,
})

describe('frames of a list that is scrolled', () => {
  it('are whole while rows reach beyond the window', () => {
    const frames = [frame(0, 0, [200, 1_600]), frame(16, 100, [200, 1_700]), frame(50, 300, [200, 1_900])]
    expect(judgeFrames(frames)).toEqual({
      frames: 3,
      scrolledPx: 300,
      blank: 0,
      leastReservePx: 600,
      longestFrameMs: 34,
    })
  })

  it('are blank where a place in sight has no rows', () => {
    expect(judgeFrames([frame(0, 5_000, [5_100, 7_000])]).blank).toBe(1)
    expect(judgeFrames([frame(0, 5_000, [4_000, 5_700])])).toMatchObject({ blank: 1, leastReservePx: -100 })
  })

  it('are blank where the wheel went beyond their rows before the next was drawn', () => {
    const frames = [frame(0, 5_000, [4_000, 6_800]), frame(200, 6_100, [5_000, 8_000])]
    expect(judgeFrames(frames)).toMatchObject({ blank: 1, leastReservePx: -100 })
  })

  it('need no rows beyond the ends of the list', () => {
    expect(judgeFrames([frame(0, 0, [200, 1_600])]).leastReservePx).toBe(800)
    expect(judgeFrames([frame(0, 279_400, [278_000, 280_200])]).leastReservePx).toBe(1_400)
  })
})
