import type { EnvironmentView } from '../../api/views.ts'
import type { DescribedField } from '../../editing/edit-problem.tsx'
import { formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'

export type EventMode = EnvironmentView['settings']['events']['mode']
export type UserIds = EnvironmentView['settings']['userIds']

/** Parts of a whole in a percent; see `WHOLE` of the contracts. */
const PARTS_PER_PERCENT = 1_000
const PERCENT = 100

/** An environment as it stands in the form. */
export type DraftEnvironment = Readonly<{
  name: string
  protected: boolean
  requiredApprovals: number
  events: EventMode
  /** Of events that are kept, in percent; counts where `events` is `sample`. */
  samplePercent: number
  userIds: UserIds
}>

export const EMPTY_ENVIRONMENT: DraftEnvironment = {
  name: '',
  protected: false,
  requiredApprovals: 1,
  events: 'off',
  samplePercent: 10,
  userIds: 'pseudonym',
}

export const EVENT_NAMES: Readonly<Record<EventMode, () => string>> = {
  off: m.environments_events_off,
  sample: m.environments_events_sample,
  all: m.environments_events_all,
}

export const USER_ID_NAMES: Readonly<Record<UserIds, () => string>> = {
  pseudonym: m.environments_user_ids_pseudonym,
  plain: m.environments_user_ids_plain,
}

export function draftOf({
  name,
  protected: isProtected,
  requiredApprovals,
  settings,
}: EnvironmentView): DraftEnvironment {
  const { events, userIds } = settings
  const samplePercent = events.mode === 'sample' ? events.share / PARTS_PER_PERCENT : EMPTY_ENVIRONMENT.samplePercent
  return { name, protected: isProtected, requiredApprovals, events: events.mode, samplePercent, userIds }
}

/** What the API takes. */
export function environmentOf(draft: DraftEnvironment) {
  const { name, protected: isProtected, requiredApprovals, events, samplePercent, userIds } = draft
  return {
    name: name.trim(),
    protected: isProtected,
    requiredApprovals,
    settings: {
      events:
        events === 'sample' ? { mode: events, share: Math.round(samplePercent * PARTS_PER_PERCENT) } : { mode: events },
      userIds,
    },
  }
}

export function describeEnvironment(draft: DraftEnvironment): readonly DescribedField[] {
  return [
    { label: m.environments_name(), text: draft.name.trim() },
    { label: m.environments_protected(), text: draft.protected ? m.environments_yes() : m.environments_no() },
    { label: m.environments_approvals(), text: String(draft.requiredApprovals) },
    { label: m.environments_events(), text: eventsText(draft) },
    { label: m.environments_user_ids(), text: USER_ID_NAMES[draft.userIds]() },
  ]
}

export function eventsText({ events, samplePercent }: Pick<DraftEnvironment, 'events' | 'samplePercent'>): string {
  if (events !== 'sample') return EVENT_NAMES[events]()
  return m.environments_events_sampled({ share: formatShare(samplePercent / PERCENT) })
}

export function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.environments_name_required() : null
}

export function problemOfKey(key: string): string | null {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(key) ? null : m.environments_key_invalid()
}
