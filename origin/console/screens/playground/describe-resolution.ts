import type { Resolution } from '../../../../shared/contracts/evaluation.ts'
import { m } from '../../i18n/compiled/messages.js'

/** What somebody gets, in a word. */
export function describeResolution(resolution: Resolution): string {
  if ('variant' in resolution) return resolution.variant
  return resolution.reason === 'ERROR' ? m.playground_error() : m.playground_code_default()
}

/** Why they get it, in a sentence; a rule is named by its id. */
export function describeReason(resolution: Resolution): string {
  if (resolution.reason === 'ERROR') return `${resolution.errorCode}: ${resolution.errorMessage}`
  if (!('variant' in resolution)) return m.playground_why_off_default()
  const { reason, ruleId: rule } = resolution
  if (rule === undefined) return REASONS[reason]()
  return reason === 'SPLIT' ? m.playground_why_drawn({ rule }) : m.playground_why_rule({ rule })
}

const REASONS = {
  STATIC: m.playground_why_static,
  DEFAULT: m.playground_why_default,
  SPLIT: m.playground_why_split,
  DISABLED: m.playground_why_off,
  STALE: m.playground_why_default,
  TARGETING_MATCH: m.playground_why_default,
} as const
