import type { AuditEntry } from './use-audit.ts'

/** What people call what was changed; an id says nothing where there is a name. */
export function subjectOf({ after, before, target }: Pick<AuditEntry, 'after' | 'before' | 'target'>): string {
  return nameIn(after) ?? nameIn(before) ?? target
}

const NAMES = ['flag', 'key', 'name', 'email', 'url'] as const

function nameIn(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined
  const members: Readonly<Record<string, unknown>> = { ...state }
  return NAMES.map((name) => members[name]).find((value) => typeof value === 'string')
}
