import { type AccessTable, type AccessTableKey, parseAccessTable } from '../../shared/contracts/access-table.ts'
import { type Attention, type Head, parseHead } from '../../shared/contracts/head.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { CheckDependencies } from './check-environment.ts'
import type { Believed, EnvironmentState } from './environment-state.ts'
import { type Expected, type Statement, isOlder, openSigned } from './open-signed.ts'

/** One of the two signed statements about an environment: how it is read, and where it is kept. */
export interface SignedPart<T extends Statement> {
  readonly name: 'head' | 'access'
  readonly parse: Expected<T>['parse']
  readonly known: (state: EnvironmentState) => Believed<T> | undefined
  /** The lowest version that may still be believed. */
  readonly floor: (state: EnvironmentState) => number
  readonly keep: (state: EnvironmentState, believed: Believed<T>, nowMs: number) => void
}

/** `stale`: rightly signed, and older than what is known. */
export type PartOutcome = 'current' | 'stale' | 'refused'

export const HEAD: SignedPart<Head> = {
  name: 'head',
  parse: parseHead,
  known: ({ head }) => head,
  floor: ({ floor }) => floor.version,
  keep: (state, head, nowMs) => {
    if (head.value.version > (state.head?.value.version ?? -1)) state.bodies.succeeded()
    state.head = head
    noteAttention(state, head.value.attention, nowMs)
  },
}

export const ACCESS: SignedPart<AccessTable> = {
  name: 'access',
  parse: parseAccessTable,
  known: ({ access }) => access,
  floor: ({ floor }) => floor.accessVersion,
  keep: (state, access) => {
    if (access.value.version > (state.access?.value.version ?? -1)) state.missed.key.sinceLook.clear()
    const found = stillFound(state.access?.found, access.value)
    for (const text of state.access?.found.keys() ?? []) if (!found.has(text)) state.goneKeys.set(text, true)
    state.access = { ...access, found }
  },
}

/** Keeps what a source gave for one part, if it can be believed and is not older than what is known. */
export async function keepPart<T extends Statement>(
  part: SignedPart<T>,
  text: string | undefined,
  state: EnvironmentState,
  { keys, refusals, runtime }: Pick<CheckDependencies, 'keys' | 'refusals' | 'runtime'>,
): Promise<PartOutcome> {
  if (text === undefined || text !== part.known(state)?.text) {
    const opened = await openSigned(text, { environmentId: state.id, keys, parse: part.parse })
    if (!opened.ok) {
      refusals.add(state.id, part.name, opened.reason)
      return 'refused'
    }
    // Asked only now: while this one was verified, another check may have brought a newer one.
    const known = part.known(state)
    const isBelow = opened.value.version < part.floor(state)
    if (isBelow || (known !== undefined && isOlder(opened.value, known.value))) {
      refusals.addStale(part.name)
      return 'stale'
    }
    part.keep(state, { value: opened.value, text: text ?? '' }, runtime.nowMs())
  }
  return 'current'
}

/** It lasts from first sight on, whatever later heads say of it: no clock but this one matters. */
function noteAttention(state: EnvironmentState, attention: Attention | null, nowMs: number): void {
  if (attention === null || attention.seq === state.attention?.seq) return
  state.attention = { ...attention, forMs: Math.min(attention.forMs, LIMITS.attentionMs), seenAtMs: nowMs }
}

/** Of the keys found in the table before, those that stand in this one, as it has them: they need not be hashed again. */
function stillFound(
  before: ReadonlyMap<string, AccessTableKey> | undefined,
  { keys }: AccessTable,
): Map<string, AccessTableKey> {
  const found = new Map<string, AccessTableKey>()
  if (before === undefined) return found
  const bySha256 = new Map(keys.map((key) => [key.sha256, key]))
  for (const [text, { sha256 }] of before) {
    const key = bySha256.get(sha256)
    if (key !== undefined) found.set(text, key)
  }
  return found
}
