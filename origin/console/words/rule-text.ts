import type { Rollout, Serve } from '../../../shared/contracts/flag.ts'
import { WHOLE } from '../../../shared/contracts/limits.ts'
import { m } from '../i18n/compiled/messages.js'
import { formatShare } from '../i18n/format.ts'
import type { Rule } from '../changes/draft.ts'
import { conditionText } from './condition-text.ts'
import { andText } from './list-text.ts'
import { instantText } from './operator-text.ts'

/** A rule as a sentence in two parts, which a list shows apart. */
export interface RuleText {
  /** Whom it concerns, and when. */
  readonly who: string
  /** What they get. */
  readonly what: string
}

export function ruleText(rule: Rule): RuleText {
  return { who: whoText(rule), what: whatText(rule) }
}

export function ruleSentence(rule: Rule): string {
  const { who, what } = ruleText(rule)
  return `${who} → ${what}`
}

export function serveText(serve: Serve): string {
  if ('variant' in serve) return serve.variant
  const parts = serve.split.weights.map(({ variant, weight }) => `${formatShare(weight / WHOLE)} ${variant}`)
  return parts.join(' · ')
}

function whoText({ if: condition, group, holdout, window }: Rule): string {
  const slot = group === undefined ? [] : [m.words_in_slot({ group: group.key, slot: group.slot })]
  const held = holdout === undefined ? [] : [m.words_not_held_out({ holdout })]
  const own = condition === undefined ? [] : [conditionText(condition)]
  const conditions = [...own, ...slot, ...held]
  const who = conditions.length === 0 ? m.words_everybody() : m.words_if({ condition: andText(conditions) })
  return [who, ...windowTexts(window)].join(', ')
}

function windowTexts(window: Rule['window']): readonly string[] {
  const { from, until } = window ?? {}
  return [
    ...(from === undefined ? [] : [m.words_from_time({ time: instantText(from) })]),
    ...(until === undefined ? [] : [m.words_until_time({ time: instantText(until) })]),
  ]
}

function whatText({ serve, rollout }: Rule): string {
  const what =
    'variant' in serve
      ? m.words_serve_variant({ variant: serve.variant })
      : m.words_serve_text({ serve: serveText(serve) })
  return rollout === undefined ? what : `${what} ${rolloutText(rollout)}`
}

function rolloutText(rollout: Rollout): string {
  if ('share' in rollout) return m.words_to_share({ share: formatShare(rollout.share / WHOLE) })
  const { steps } = rollout.ramp
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined) return ''
  return m.words_to_ramp({
    first: formatShare(first.share / WHOLE),
    last: formatShare(last.share / WHOLE),
    from: instantText(first.at),
    until: instantText(last.at),
  })
}
