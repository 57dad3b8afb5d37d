import type { JsonValue } from '../../shared/contracts/json.ts'
import type { RulesetSettings } from '../../shared/contracts/ruleset.ts'
import type { CountedReason, UsageSource } from '../../shared/contracts/usage.ts'

/** One decision that an edge made, with what is needed to count it. */
export interface Decision extends Occasion, Verdict {}

/** Where, when and for whom: the same for every flag of one answer. */
export interface Occasion {
  readonly environmentId: string
  readonly settings: RulesetSettings
  readonly source: UsageSource
  /** Whether anybody could have asked, with a public key or with none. */
  readonly isPublicCaller: boolean
  /** Empty when the context named nobody. */
  readonly userId: string
  readonly atMs: number
  /** Looked at only where it begins a window; never kept. */
  readonly request: Request
}

/** What was decided about one flag. */
export interface Verdict {
  /** As it was asked for. */
  readonly flag: string
  /** Whether the caller may know that the flag exists. */
  readonly isKnownFlag: boolean
  /** What the caller got; `null` where its code default holds. */
  readonly value: JsonValue
  readonly variant: string | null
  readonly reason: CountedReason
  readonly ruleId: string | null
}
