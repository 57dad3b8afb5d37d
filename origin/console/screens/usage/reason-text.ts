import type { CountedReason } from '../../../../shared/contracts/usage.ts'
import { m } from '../../i18n/compiled/messages.js'

interface ReasonText {
  readonly text: () => string
  /** Whoever asked got their own default, and something is to be mended. */
  readonly isError?: true
}

const REASONS: Readonly<Record<CountedReason, ReasonText>> = {
  STATIC: { text: m.usage_reason_static },
  TARGETING_MATCH: { text: m.usage_reason_match },
  SPLIT: { text: m.usage_reason_split },
  DEFAULT: { text: m.usage_reason_default },
  DISABLED: { text: m.usage_reason_disabled },
  STALE: { text: m.usage_reason_stale },
  PROVIDER_NOT_READY: { text: m.usage_error_not_ready, isError: true },
  FLAG_NOT_FOUND: { text: m.usage_error_not_found, isError: true },
  PARSE_ERROR: { text: m.usage_error_parse, isError: true },
  TYPE_MISMATCH: { text: m.usage_error_type, isError: true },
  TARGETING_KEY_MISSING: { text: m.usage_error_key, isError: true },
  INVALID_CONTEXT: { text: m.usage_error_context, isError: true },
  GENERAL: { text: m.usage_error_general, isError: true },
}

/** Why a decision came out as it did; a newer edge may count what this console does not know. */
export function reasonText(reason: string): string {
  return isKnown(reason) ? REASONS[reason].text() : m.usage_reason_unknown()
}

export function isErrorCode(reason: string): boolean {
  return isKnown(reason) && REASONS[reason].isError === true
}

function isKnown(reason: string): reason is CountedReason {
  return Object.hasOwn(REASONS, reason)
}
