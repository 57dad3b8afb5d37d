import { assertNever } from '../../../../shared/contracts/assert-never.ts'
import type { ConfigurationView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { ruleSentence } from '../../words/rule-text.ts'
import { isErrorCode, reasonText } from './reason-text.ts'
import type { Dimension, UsageSeries } from './usage-series.ts'

export interface SeriesName {
  /** Short enough for a chart. */
  readonly label: string
  /** What it means. */
  readonly detail?: string
  readonly isError?: true
}

/** What people call a variant, a reason or a rule. */
export function nameSeries(dimension: Dimension, { name }: UsageSeries, rules: ConfigurationView['rules']): SeriesName {
  switch (dimension) {
    case 'variants':
      return name === undefined ? { label: m.usage_no_variant(), detail: m.usage_no_variant_hint() } : { label: name }
    case 'reasons':
      return name === undefined ? { label: m.usage_no_reason() } : nameReason(name)
    case 'rules':
      return name === undefined ? { label: m.usage_no_rule(), detail: m.usage_no_rule_hint() } : nameRule(name, rules)
    default:
      return assertNever(dimension)
  }
}

function nameReason(reason: string): SeriesName {
  return { label: reason, detail: reasonText(reason), ...(isErrorCode(reason) ? { isError: true } : {}) }
}

function nameRule(id: string, rules: ConfigurationView['rules']): SeriesName {
  const place = rules.findIndex((rule) => rule.id === id)
  const rule = rules[place]
  if (rule === undefined) return { label: m.usage_rule_gone({ rule: id }), detail: m.usage_rule_gone_hint() }
  return { label: m.usage_rule({ number: place + 1 }), detail: ruleSentence(rule) }
}
