/** Colours keep 3 : 1 to their ground; the pattern says the same without colour. */
export interface SeriesLook {
  readonly color: string
  /** Lengths in pixels, as a canvas and an SVG take them. */
  readonly dash: readonly number[]
}

const COLORS = {
  light: ['#2b5cc4', '#b3541e', '#1b7f4d', '#8a3fd1', '#00718a', '#a5194d'],
  dark: ['#8caced', '#f0a36b', '#4cc38a', '#c3a0f5', '#4dc4d4', '#ff8fb1'],
} as const
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 4, 2, 4]]

/** As many lines as one can tell apart in a chart; its table has them all. */
export const MAX_LINES = 6

export function lookOf(place: number, scheme: 'light' | 'dark'): SeriesLook {
  const colors = COLORS[scheme]
  return { color: colors[place % colors.length] ?? colors[0], dash: DASHES[place % DASHES.length] ?? [] }
}
