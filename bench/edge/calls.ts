import type { Load } from './load.ts'
import { USERS, k1 } from '../workloads.mjs'

/** What a Worker is asked: one flag, or all of them. */
export const CALLS = ['one', 'all'] as const
export type Call = (typeof CALLS)[number]

export const ONE_FLAG = k1(0)

/** People who ask in turn. */
const PEOPLE = 100

/** The same bodies for everybody: the context as OFREP sends it. */
export const BODIES: readonly string[] = USERS.slice(0, PEOPLE).map((user) =>
  JSON.stringify({ context: { targetingKey: user.id, ...user } }),
)

/** Everybody is sent what ours needs, so that nobody saves the parsing of a header. */
export function loadOf(url: string, key: string): Load {
  return { url, bodies: BODIES, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } }
}
