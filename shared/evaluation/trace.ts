import type { AttributeCondition } from '../contracts/condition.ts'
import type { Resolution } from '../contracts/evaluation.ts'
import type { Instant } from '../values/instant.ts'
import type { JsonValue } from '../contracts/json.ts'
import type { SchemeName } from '../contracts/scheme-name.ts'

/** One thing that was looked at while a flag was decided, and what came out of it. */
export type TraceStep = StepNote & {
  /** What was looked at for it, in order. What did not need to be looked at any more is not there. */
  readonly steps: readonly TraceStep[]
}

/** A step by itself. */
export type StepNote =
  | RuleNote
  | ServeNote
  | WindowNote
  | CombinationNote
  | AttributeNote
  | SegmentNote
  | PrerequisiteNote
  | FlagNote
  | RangeNote
  | BucketNote

export interface RuleNote {
  readonly step: 'rule'
  readonly ruleId: string
  /** Whether its window is open and its condition holds. */
  readonly matches: boolean
}
/** After a rule that matched: whether it took the person, or left them to the next. */
export interface ServeNote {
  readonly step: 'serve'
  readonly ruleId: string
  readonly served: boolean
}
export interface WindowNote {
  readonly step: 'window'
  readonly from?: Instant
  readonly until?: Instant
  readonly nowMs: number
  readonly holds: boolean
}
export interface CombinationNote {
  readonly step: 'all' | 'any' | 'not'
  readonly holds: boolean
}
export interface AttributeNote {
  readonly step: 'attribute'
  readonly condition: AttributeCondition
  /** What the context has; absent when it has nothing there. */
  readonly actual?: JsonValue
  readonly holds: boolean
}
export interface SegmentNote {
  readonly step: 'segment'
  readonly segment: string
  /** Which of the two lists holds the person; the rules decide when it is neither. */
  readonly listed: 'excluded' | 'included' | 'neither'
  readonly holds: boolean
}
export interface PrerequisiteNote {
  readonly step: 'prerequisite'
  readonly flag: string
  readonly variants: readonly string[]
  readonly holds: boolean
}
/** Another flag that was decided on the way. */
export interface FlagNote {
  readonly step: 'flag'
  readonly flag: string
  readonly resolution: Resolution
}
export interface RangeNote {
  readonly step: 'range'
  readonly negate: boolean
  readonly holds: boolean
}
export interface BucketNote {
  readonly step: 'bucket'
  readonly scheme: SchemeName
  readonly salt: string
  readonly by: string
  /** Who was placed, and where: an integer in [0, 100 000). Both absent when the context does not say who. */
  readonly subject?: JsonValue
  readonly bucket?: number
  readonly shares: readonly BucketShare[]
}

/** Buckets from `from` (included) to `to` (excluded), and what they stand for: a variant, or what the rule takes. */
export interface BucketShare {
  readonly name: string
  readonly from: number
  readonly to: number
}
