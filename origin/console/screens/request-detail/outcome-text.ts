import { m } from '../../i18n/compiled/messages.js'

/** By the code that an outcome begins with. */
const REASONS: Readonly<Record<string, () => string>> = {
  approval_required: m.request_detail_why_approval,
  environment_protected: m.request_detail_why_approval,
  version_mismatch: m.request_detail_why_changed,
  flag_does_not_fit: m.request_detail_why_fit,
  ruleset_refused: m.request_detail_why_fit,
  flag_exists: m.request_detail_why_taken,
  segment_exists: m.request_detail_why_taken,
  group_exists: m.request_detail_why_taken,
  flag_is_needed: m.request_detail_why_needed,
  segment_is_used: m.request_detail_why_needed,
  group_is_used: m.request_detail_why_needed,
  invalid_input: m.request_detail_why_input,
  too_many_flags: m.request_detail_why_full,
  too_many_segments: m.request_detail_why_full,
  too_many_groups: m.request_detail_why_full,
  forbidden: m.request_detail_why_forbidden,
}

/** Why a request could not be applied, in the reader's words. */
export function outcomeText(outcome: string): string {
  const [code = ''] = outcome.split(':')
  return (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined)?.() ?? m.request_detail_why_other()
}
