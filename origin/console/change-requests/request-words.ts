import { m } from '../i18n/compiled/messages.js'
import { formatTime } from '../i18n/format.ts'
import type { ChangeRequest } from './change-request.ts'

/** What a request is about, as people know it. */
export function subjectText({
  flag,
  flagEverywhere,
  segment,
  group,
}: Pick<ChangeRequest, 'flag' | 'flagEverywhere' | 'segment' | 'group'>): string {
  return flag ?? flagEverywhere ?? segment ?? group ?? ''
}

export function kindText({
  flag,
  flagEverywhere,
  segment,
}: Pick<ChangeRequest, 'flag' | 'flagEverywhere' | 'segment'>): string {
  if (flag !== null) return m.change_requests_of_flag()
  if (flagEverywhere !== null) return m.change_requests_of_flag_everywhere()
  return segment === null ? m.change_requests_of_group() : m.change_requests_of_segment()
}

/** Which parts it would change. */
export function askedText({ change }: Pick<ChangeRequest, 'change'>): string {
  const members: Readonly<Record<string, unknown>> = { ...change }
  const parts = new Set(
    Object.keys(members).flatMap((name) => {
      if (name === 'enabled') return members[name] === true ? m.change_requests_turn_on() : m.change_requests_turn_off()
      if (name === 'archived' && members[name] === false) return m.change_requests_restored()
      return PARTS[name]?.() ?? []
    }),
  )
  return [...parts].join(' · ')
}

const PARTS: Readonly<Record<string, () => string>> = {
  rules: m.change_requests_rules,
  defaultServe: m.change_requests_default,
  offVariant: m.change_requests_off_variant,
  included: m.change_requests_included,
  excluded: m.change_requests_excluded,
  by: m.change_requests_by,
  slots: m.change_requests_slots,
  share: m.change_requests_share,
  salt: m.change_requests_salt,
  variants: m.change_requests_variants,
  clientVisible: m.change_requests_client_visible,
  archived: m.change_requests_archived,
  deleted: m.change_requests_deleted,
  owner: m.change_requests_about,
  tags: m.change_requests_about,
  lifetime: m.change_requests_about,
  expectedEndAt: m.change_requests_about,
  name: m.change_requests_name,
  description: m.change_requests_description,
}

const STATES: Readonly<Record<ChangeRequest['state'], () => string>> = {
  open: m.change_requests_open,
  applied: m.change_requests_applied,
  rejected: m.change_requests_rejected,
  withdrawn: m.change_requests_withdrawn,
  failed: m.change_requests_failed,
}

/** What became of it; of one that is open, when it is to be applied. */
export function stateText({ state, applyAt, outcome }: ChangeRequest): string {
  if (state === 'open' && applyAt !== null) return m.change_requests_scheduled({ time: formatTime(applyAt) })
  return state === 'failed' && isVoid(outcome) ? m.change_requests_void() : STATES[state]()
}

/** Whether what it was about is gone. */
export function isVoid(outcome: string | null): boolean {
  return outcome !== null && /^(flag|segment|group)_(not_found|is_archived)/.test(outcome)
}
