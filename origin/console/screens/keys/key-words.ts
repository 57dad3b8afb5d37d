import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import type { KeyView } from './use-keys.ts'

export type KeyKind = KeyView['kind']
export type KeyState = 'live' | 'expired' | 'revoked'

export const KIND_NAMES: Readonly<Record<KeyKind, () => string>> = {
  srv: m.keys_kind_srv,
  cli: m.keys_kind_cli,
  adm: m.keys_kind_adm,
}

export const KIND_HINTS: Readonly<Record<KeyKind, () => string>> = {
  srv: m.keys_kind_srv_hint,
  cli: m.keys_kind_cli_hint,
  adm: m.keys_kind_adm_hint,
}

/** What somebody does with a key that was just made. */
export const KIND_USES: Readonly<Record<KeyKind, () => string>> = {
  srv: m.keys_use_srv,
  cli: m.keys_use_cli,
  adm: m.keys_use_adm,
}

const SCOPE_NAMES: Readonly<Record<KeyView['scopes'][number], () => string>> = {
  evaluate: m.keys_scope_evaluate,
  manage: m.keys_scope_manage,
  classic: m.keys_scope_classic,
}

export function scopesText({ scopes, role }: KeyView): string {
  const names = scopes.map((scope) => SCOPE_NAMES[scope]())
  return [...names, ...(role === null ? [] : [m.keys_as_role({ role: ROLE_NAMES[role]() })])].join(', ')
}

/** By the clock of this machine; the origin's has the last word. */
export function stateOf({ revokedAt, expiresAt }: KeyView): KeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'live'
}
