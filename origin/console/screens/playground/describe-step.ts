import { assertNever } from '../../../../shared/contracts/assert-never.ts'
import { WHOLE } from '../../../../shared/contracts/limits.ts'
import type {
  AttributeNote,
  BucketNote,
  BucketShare,
  SegmentNote,
  StepNote,
  WindowNote,
} from '../../../../shared/evaluation/trace.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatShare } from '../../i18n/format.ts'
import { attributeText } from '../../words/attribute-text.ts'
import { conditionText } from '../../words/condition-text.ts'
import { orText } from '../../words/list-text.ts'
import { instantText } from '../../words/operator-text.ts'
import { placeText } from '../../words/place-text.ts'
import { describeResolution } from './describe-resolution.ts'

export interface StepText {
  /** What was asked. */
  readonly text: string
  /** What the person has of it. */
  readonly detail?: string
  /** Absent for what is neither true nor false. */
  readonly holds?: boolean
}

/** A step of a trace in words. */
export function describeStep(step: StepNote): StepText {
  switch (step.step) {
    case 'attribute':
      return { text: conditionText(step.condition), detail: actualText(step), holds: step.holds }
    case 'segment':
      return { text: segmentText(step.segment), detail: listedText(step), holds: step.holds }
    case 'prerequisite':
      return {
        text: m.words_prerequisite_text({ flag: step.flag, variants: orText(step.variants) }),
        holds: step.holds,
      }
    case 'flag':
      return {
        text: m.playground_step_flag({ flag: step.flag }),
        detail: describeResolution(step.resolution),
      }
    case 'window':
      return {
        text: windowText(step),
        detail: m.playground_asked_at({ time: instantText(step.nowMs) }),
        holds: step.holds,
      }
    case 'range':
      return { text: step.negate ? m.playground_step_outside() : m.playground_step_inside(), holds: step.holds }
    case 'bucket':
      return bucketText(step)
    case 'all':
    case 'any':
    case 'not':
      return { text: COMBINATIONS[step.step](), holds: step.holds }
    case 'rule':
      return { text: m.playground_step_rule({ rule: step.ruleId }), holds: step.matches }
    case 'serve':
      return { text: m.playground_step_serve({ rule: step.ruleId }), holds: step.served }
    default:
      return assertNever(step)
  }
}

const COMBINATIONS = { all: m.playground_step_all, any: m.playground_step_any, not: m.playground_step_not } as const

function actualText(step: Pick<AttributeNote, 'condition' | 'actual'>): string {
  if (!('actual' in step)) return m.playground_actual_missing()
  const { condition, actual } = step
  const place = typeof actual === 'string' ? placeText(condition.attribute, actual) : actual
  return m.playground_actual({ value: typeof place === 'string' && place !== actual ? place : JSON.stringify(actual) })
}

/** Groups reach edges as segments with names of their own. */
function segmentText(key: string): string {
  const [, kind, name = ''] = /^(group|holdout):(.*)$/s.exec(key) ?? []
  if (kind === 'holdout') return m.playground_step_holdout({ holdout: name })
  if (kind === 'group') return m.playground_step_slot({ slot: name })
  return m.words_in_segment({ segment: key })
}

function listedText({ listed }: SegmentNote): string {
  if (listed === 'neither') return m.playground_listed_neither()
  return listed === 'included' ? m.playground_listed_included() : m.playground_listed_excluded()
}

function windowText({ from, until }: WindowNote): string {
  if (from === undefined) return m.playground_step_until({ time: instantText(until ?? 0) })
  if (until === undefined) return m.playground_step_from({ time: instantText(from) })
  return m.playground_step_between({ from: instantText(from), until: instantText(until) })
}

function bucketText({ by, bucket, subject, shares }: BucketNote): StepText {
  if (bucket === undefined) return { text: m.playground_unplaced({ attribute: attributeText(by) }) }
  const place = formatShare(bucket / WHOLE)
  return {
    text: m.playground_placed({ attribute: attributeText(by), value: JSON.stringify(subject), place }),
    detail: shares.map(shareText).join(' · '),
    ...holdsOf(bucket, shares),
  }
}

/** A draw of one share takes a person or not; one of several only says which. */
function holdsOf(bucket: number, shares: readonly BucketShare[]): Pick<StepText, 'holds'> {
  const [only] = shares
  if (only === undefined || shares.length > 1) return {}
  return { holds: bucket >= only.from && bucket < only.to }
}

function shareText({ name, from, to }: BucketShare): string {
  const range = { from: formatShare(from / WHOLE), to: formatShare(to / WHOLE) }
  if (name === 'rollout') return m.playground_share_rollout(range)
  return name === 'range' ? m.playground_share_range(range) : m.playground_share_variant({ variant: name, ...range })
}
