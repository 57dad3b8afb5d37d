import type { CountedAnswer } from './answers.ts'
import type { PhaseFigures } from './figures.ts'

/** What the drill tells the process that makes the load. */
export type LoadOrder =
  | { readonly do: 'start'; readonly edges: readonly string[]; readonly key: string; readonly flags: readonly string[] }
  /** Figures from here on are kept apart, under this name. */
  | { readonly do: 'phase'; readonly phase: string }
  /** Whom to ask from here on. */
  | { readonly do: 'edges'; readonly edges: readonly string[] }
  | { readonly do: 'key'; readonly key: string }
  /** Waits for what is under way, then reports. */
  | { readonly do: 'stop' }

/** What the process says several times a second. */
export interface LoadTick {
  readonly requests: number
  readonly failures: number
  /** For each edge when each version was first seen in an answer, in milliseconds since the epoch. */
  readonly seen: readonly SeenVersion[]
}

export interface SeenVersion {
  readonly edge: string
  readonly version: number
  readonly atMs: number
}

export interface LoadReport {
  /** Everybody who was asked. */
  readonly edges: readonly string[]
  readonly phases: Readonly<Record<string, PhaseFigures>>
  readonly answers: readonly CountedAnswer[]
  /** Why requests failed, and how often. */
  readonly failures: Readonly<Record<string, number>>
  /** Answers of a lower version than one that the same edge had given before they were asked for. */
  readonly wentBack: number
  /** The longest that this process itself stood still: no figure above can be more exact. */
  readonly stalledMs: number
}

export type LoadSays =
  | { readonly kind: 'tick'; readonly tick: LoadTick }
  | { readonly kind: 'report'; readonly report: LoadReport }
