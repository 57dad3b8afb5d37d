import { m } from '../../i18n/compiled/messages.js'
import type { FlagChange } from './use-flag-change.ts'

/** What can become of a flag beside what it is. */
export type Fate = 'resalt' | 'archive' | 'restore' | 'delete'

interface FateFacts extends Pick<FlagChange, 'change' | 'alone'> {
  readonly name: () => string
  readonly hint: () => string
  readonly title: (names: { readonly flag: string }) => string
}

export const FATES: Readonly<Record<Fate, FateFacts>> = {
  resalt: {
    name: m.flag_settings_resalt,
    hint: m.flag_settings_resalt_hint,
    title: m.flag_settings_resalt_title,
    change: { salt: null },
    alone: { method: 'POST', path: '/resalt' },
  },
  archive: {
    name: m.flag_settings_archive,
    hint: m.flag_settings_archive_hint,
    title: m.flag_settings_archive_title,
    change: { archived: true },
    alone: { method: 'POST', path: '/archive' },
  },
  restore: {
    name: m.flag_settings_restore,
    hint: m.flag_settings_restore_hint,
    title: m.flag_settings_restore_title,
    change: { archived: false },
    alone: { method: 'POST', path: '/restore' },
  },
  delete: {
    name: m.flag_settings_delete,
    hint: m.flag_settings_delete_hint,
    title: m.flag_settings_delete_title,
    change: { deleted: true },
    alone: { method: 'DELETE', path: '' },
  },
}
