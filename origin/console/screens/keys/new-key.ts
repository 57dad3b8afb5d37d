import { m } from '../../i18n/compiled/messages.js'
import type { Role } from '../../shell/scope.ts'
import type { KeyKind } from './key-words.ts'

/** A key as it stands in the form. */
export interface DraftKey {
  readonly kind: KeyKind
  readonly name: string
  /** Of a client key; any where there are none. */
  readonly origins: string[]
  /** Of a management key. */
  readonly role: Role
  /** `2026-11-24T10:30` in the reader's zone; empty for a key that never expires. */
  readonly expires: string
}

/** What the API takes. */
export interface NewKey {
  readonly kind: KeyKind
  readonly name: string
  readonly origins?: readonly string[]
  readonly role?: Role
  readonly expiresAt?: string
}

export const EMPTY_KEY: DraftKey = { kind: 'srv', name: '', origins: [], role: 'editor', expires: '' }

export function keyOf({ kind, name, origins, role, expires }: DraftKey): NewKey {
  return {
    kind,
    name: name.trim(),
    ...(kind === 'cli' && origins.length > 0 ? { origins } : {}),
    ...(kind === 'adm' ? { role } : {}),
    ...(expires === '' ? {} : { expiresAt: new Date(expires).toISOString() }),
  }
}

export function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.keys_name_required() : null
}

/** As a browser sends it: scheme, host and port, and nothing behind. */
export function problemOfOrigins(origins: readonly string[]): string | null {
  const wrong = origins.find((text) => !URL.canParse(text) || new URL(text).origin !== text || !/^https?:/.test(text))
  return wrong === undefined ? null : m.keys_origin_invalid({ origin: wrong })
}

export function problemOfExpiry(expires: string, nowMs: number): string | null {
  return expires !== '' && new Date(expires).getTime() <= nowMs ? m.keys_expiry_past() : null
}
