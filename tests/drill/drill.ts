import type { Stage } from './stage.ts'

/** A fault of the table of threats, played under load. */
export interface Drill {
  readonly name: `F${number}`
  /** What happens, in a few words. */
  readonly title: string
  run(theatre: Theatre): Promise<Findings>
}

/** Where drills are played. */
export interface Theatre {
  /** The product's stage, the same for all drills; set when the first one needs it. */
  stage(): Promise<Stage>
  readonly isQuick: boolean
  /** For how long or how often: what the table of threats says, or less for the quick form. */
  extent(full: number, quick: number): number
  /** Shows people what goes on. */
  say(progress: string): void
}

export interface Findings {
  /** In the order in which they are printed. */
  readonly figures: Readonly<Record<string, number | string>>
  /** Why it failed; empty when it passed. */
  readonly problems: readonly string[]
  /** What was not judged, and why. */
  readonly notes?: readonly string[]
}
