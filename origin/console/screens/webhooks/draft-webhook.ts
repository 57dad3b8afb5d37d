import type { DescribedField } from '../../editing/edit-problem.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { Webhook } from './use-webhooks.ts'

/** A webhook as it stands in the form. */
export type DraftWebhook = Readonly<{
  name: string
  url: string
  /** Actions such as `flag.create`, kinds such as `flag.*`; everything where there are none. */
  events: string[]
  enabled: boolean
}>

export const EMPTY_WEBHOOK: DraftWebhook = { name: '', url: '', events: [], enabled: true }

const EVERYTHING = '*'

/** What most people choose among; any single action can be typed too. */
export const KINDS = [
  'flag.*',
  'configuration.*',
  'segment.*',
  'group.*',
  'request.*',
  'environment.*',
  'key.*',
  'member.*',
  'invitation.*',
  'webhook.*',
  'project.*',
] as const

export function draftOf({ name, url, events, enabled }: Webhook): DraftWebhook {
  return { name, url, events: events.filter((event) => event !== EVERYTHING), enabled }
}

/** What the API takes. */
export function webhookOf({ name, url, events, enabled }: DraftWebhook) {
  return { name: name.trim(), url: url.trim(), events: events.length === 0 ? [EVERYTHING] : events, enabled }
}

export function describeWebhook({ name, url, events, enabled }: DraftWebhook): readonly DescribedField[] {
  return [
    { label: m.webhooks_name(), text: name.trim() },
    { label: m.webhooks_url(), text: url.trim() },
    { label: m.webhooks_events(), text: eventsText(events) },
    { label: m.webhooks_enabled(), text: stateText(enabled) },
  ]
}

export function eventsText(events: readonly string[]): string {
  const named = events.filter((event) => event !== EVERYTHING)
  return named.length === 0 ? m.webhooks_everything() : named.join(', ')
}

export function stateText(isEnabled: boolean): string {
  return isEnabled ? m.webhooks_on() : m.webhooks_off()
}

export function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.webhooks_name_required() : null
}

export function problemOfUrl(url: string): string | null {
  return /^https?:\/\//.test(url.trim()) && URL.canParse(url.trim()) ? null : m.webhooks_url_invalid()
}

export function problemOfEvents(events: readonly string[]): string | null {
  const wrong = events.find((event) => !/^[a-z-]{1,30}\.(\*|[a-z-]{1,30})$/.test(event))
  return wrong === undefined ? null : m.webhooks_event_invalid({ event: wrong })
}
