import { WHOLE } from '../../../../shared/contracts/limits.ts'
import type { BucketNote, BucketShare, TraceStep } from '../../../../shared/evaluation/trace.ts'
import type { Resolution } from '../../../../shared/contracts/evaluation.ts'
import type { ConfigurationView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatShare } from '../../i18n/format.ts'
import { attributeText } from '../../words/attribute-text.ts'
import { capitalized } from '../../words/capitalized.ts'
import { conditionText } from '../../words/condition-text.ts'
import { describeReason } from './describe-resolution.ts'
import { describeStep } from './describe-step.ts'
import { type RuleOutcome, ruleOutcomes } from './rule-outcomes.ts'

export interface Decided {
  readonly resolution: Resolution
  readonly steps: readonly TraceStep[]
  readonly rules: ConfigurationView['rules']
}

/** A longer condition is no headline. */
const MAX_LENGTH = 140

/** The one thing because of which somebody gets what they get, as one would say it. */
export function decisiveReason({ resolution, steps, rules }: Decided): string {
  if (resolution.reason === 'ERROR') {
    return resolution.errorCode === 'TARGETING_KEY_MISSING' ? m.playground_key_missing() : describeReason(resolution)
  }
  const outcomes = ruleOutcomes(rules, steps)
  const find = (state: RuleOutcome['state']): RuleOutcome | undefined => outcomes.find((each) => each.state === state)
  const [served, left] = [find('served'), find('left')]
  if (served !== undefined) return servedText(served, whoText(rules, served))
  if (left !== undefined) return leftText(left, whoText(rules, left))
  const unmatched = outcomes.filter(({ state }) => state === 'unmatched')
  const [only] = unmatched
  if (only === undefined) return describeReason(resolution)
  return unmatched.length > 1 ? m.playground_none_match({ count: unmatched.length }) : missedText(rules, only)
}

/** Whom a rule concerns; `undefined` for everybody, and for what takes long to say. */
function whoText(rules: Decided['rules'], { ruleId }: RuleOutcome): string | undefined {
  const condition = rules.find(({ id }) => id === ruleId)?.if
  const text = condition === undefined ? '' : conditionText(condition)
  return text === '' || text.length > MAX_LENGTH ? undefined : text
}

function servedText({ number, draws }: RuleOutcome, who: string | undefined): string {
  const drawn = rolloutOf(draws)
  if (drawn === undefined)
    return who === undefined ? m.playground_taken({ number }) : m.playground_taken_who({ who, number })
  const share = shareOf(drawn)
  return who === undefined
    ? m.playground_inside({ share, number })
    : m.playground_inside_who({ who: capitalized(who), share, number })
}

function leftText({ number, draws }: RuleOutcome, who: string | undefined): string {
  const drawn = rolloutOf(draws)
  if (drawn === undefined) return m.playground_left({ number })
  if (drawn.bucket === undefined) {
    return m.playground_left_unplaced({ number, attribute: attributeText(drawn.by) })
  }
  const share = shareOf(drawn)
  return who === undefined
    ? m.playground_outside({ share, number })
    : m.playground_outside_who({ who: capitalized(who), share, number })
}

function missedText(rules: Decided['rules'], missed: RuleOutcome): string {
  const { number } = missed
  const failed = firstFailed(missed.conditions)
  if (failed === undefined) {
    const who = whoText(rules, missed)
    return who === undefined ? m.playground_missed({ number }) : m.playground_missed_who({ who, number })
  }
  const { text, detail } = describeStep(failed)
  const asked = { number, text }
  return detail === undefined ? m.playground_missed_step(asked) : m.playground_missed_because({ ...asked, detail })
}

/** What by itself made a rule not hold: one of several that all have to. Of "one is enough" and of "not" nothing single did. */
function firstFailed(steps: readonly TraceStep[]): TraceStep | undefined {
  const failed = steps.find((step) => 'holds' in step && !step.holds)
  if (failed?.step === 'all') return firstFailed(failed.steps)
  return failed?.step === 'any' || failed?.step === 'not' ? undefined : failed
}

function rolloutOf(draws: readonly TraceStep[]): BucketNote | undefined {
  return draws.flatMap((step) => (step.step === 'bucket' && takenBy(step) !== undefined ? [step] : []))[0]
}

function takenBy({ shares }: BucketNote): BucketShare | undefined {
  return shares.find(({ name }) => name === 'rollout')
}

function shareOf(drawn: BucketNote): string {
  const { from = 0, to = 0 } = takenBy(drawn) ?? {}
  return formatShare((to - from) / WHOLE)
}
