import { m } from '../../i18n/compiled/messages.js'

/** As the origin writes down what came of a try: the status of an answer, or why there was none. */
const REASONS: Readonly<Record<string, () => string>> = {
  'the address is not public': m.webhooks_outcome_closed,
  ABORT_ERR: m.webhooks_outcome_late,
  ETIMEDOUT: m.webhooks_outcome_late,
  ECONNREFUSED: m.webhooks_outcome_refused,
  ECONNRESET: m.webhooks_outcome_broken,
  EPIPE: m.webhooks_outcome_broken,
  ENOTFOUND: m.webhooks_outcome_nameless,
  EAI_AGAIN: m.webhooks_outcome_nameless,
}

/** What came of a delivery's last try, in the reader's words. */
export function outcomeText(outcome: string | null): string {
  if (outcome === null) return '—'
  if (/^\d{3}$/.test(outcome)) return m.webhooks_outcome_status({ status: outcome })
  return REASONS[outcome]?.() ?? m.webhooks_outcome_none({ reason: outcome })
}
