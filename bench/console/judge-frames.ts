/** What a frame of the page's own thread drew; places are pixels from the top of the page. */
export interface Frame {
  readonly atMs: number
  readonly scrolledPx: number
  /** Of the window. */
  readonly heightPx: number
  /** Where the list would be if every row existed. */
  readonly listPx: readonly [from: number, to: number]
  /** Where rows exist. */
  readonly rowsPx: readonly [from: number, to: number]
}

export interface ScrollingFigures extends JudgedFrames {
  readonly pixelsPerSecond: number
}

interface JudgedFrames {
  readonly frames: number
  readonly scrolledPx: number
  /** Frames that could show a place of the list without rows. */
  readonly blank: number
  /** How much further the wheel could have gone in the worst frame, before a place without rows came into sight. */
  readonly leastReservePx: number
  readonly longestFrameMs: number
}

/**
 * Scrolling does not wait for the page: the compositor moves what was drawn last, up to the place at which the next frame
 * of the page begins. So the rows of a frame have to suffice there as well as where it was drawn.
 */
export function judgeFrames(frames: readonly Frame[]): JudgedFrames {
  const reserves = frames.map((frame, i) => Math.min(reserveAt(frame, frame), reserveAt(frame, frames[i + 1] ?? frame)))
  const gaps = frames.slice(1).map((frame, i) => [frame, frames[i] ?? frame] as const)
  return {
    frames: frames.length,
    scrolledPx: gaps.reduce((sum, [now, before]) => sum + Math.abs(now.scrolledPx - before.scrolledPx), 0),
    blank: reserves.filter((reservePx) => reservePx < 0).length,
    leastReservePx: Math.min(...reserves),
    longestFrameMs: Math.max(...gaps.map(([now, before]) => now.atMs - before.atMs)),
  }
}

/** How far beyond the window, where it stands at a place, the rows of a frame reach; where the list ends, nothing is missing. */
function reserveAt({ rowsPx, listPx, heightPx }: Frame, { scrolledPx }: Pick<Frame, 'scrolledPx'>): number {
  const above = Math.max(scrolledPx, listPx[0]) - rowsPx[0]
  const below = rowsPx[1] - Math.min(scrolledPx + heightPx, listPx[1])
  return Math.min(
    rowsPx[0] <= listPx[0] ? Number.POSITIVE_INFINITY : above,
    rowsPx[1] >= listPx[1] ? Number.POSITIVE_INFINITY : below,
  )
}
