import type { FlagView } from '../../api/views.ts'
import type { DescribedField } from '../../editing/edit-problem.tsx'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { FlagDraft } from './flag-draft.ts'

export const LIFETIME_NAMES: Readonly<Record<FlagView['lifetime'], () => string>> = {
  permanent: m.flag_settings_permanent,
  temporary: m.flag_settings_temporary,
}

/** What a flag is, in words. */
export function describeFlag(draft: FlagDraft): readonly DescribedField[] {
  const { description, owner, tags, lifetime, expectedEndAt, clientVisible, variants } = draft
  return [
    { label: m.variants_variants(), text: variants.map(({ name, value }) => `${name} = ${value}`).join(', ') },
    { label: m.flag_settings_client(), text: clientVisible ? m.flag_settings_yes() : m.flag_settings_no() },
    { label: m.flag_settings_description(), text: orDash(description) },
    { label: m.flag_settings_owner(), text: orDash(owner) },
    { label: m.flag_settings_tags(), text: orDash(tags.join(', ')) },
    { label: m.flag_settings_lifetime(), text: LIFETIME_NAMES[lifetime]() },
    { label: m.flag_settings_expected_end(), text: expectedEndAt === null ? '—' : formatTime(expectedEndAt) },
  ]
}

function orDash(text: string): string {
  return text.trim() === '' ? '—' : text.trim()
}
