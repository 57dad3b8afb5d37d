import { type AuditChain, type AuditHead, FIRST_SEAL, type SealedEntry, isSameSeal } from './audit-chain.ts'

export interface StoredEntry extends SealedEntry {
  readonly seal: string
}

export interface StoredHead extends AuditHead {
  readonly seal: string
}

/** A seal that was written down somewhere else, such as the log: whoever puts an old database back does not reach it. */
export interface AuditAnchor {
  readonly id: number
  readonly seal: string
}

export type AuditVerdict =
  | { readonly isIntact: true; readonly entries: number; readonly head: AuditAnchor }
  /** The first entry that is not as it was written. */
  | { readonly isIntact: false; readonly entry: number; readonly finding: string }

export interface AuditHistory {
  /** By id. */
  readonly entries: Iterable<StoredEntry>
  readonly head: StoredHead | undefined
  readonly anchors: readonly AuditAnchor[]
  /** When the oldest thing that is there was made, in milliseconds; absent where nothing is. */
  readonly oldestAtMs?: number | undefined
}

/** Walks the chain from its first entry to its head, and names the first that was edited, inserted, deleted, moved or cut off. */
export function verifyAudit(
  chain: AuditChain,
  { entries, head, anchors, oldestAtMs = Number.POSITIVE_INFINITY }: AuditHistory,
): AuditVerdict {
  const anchored = new Map(anchors.map(({ id, seal }) => [id, seal]))
  let last: AuditAnchor = { id: 0, seal: FIRST_SEAL }
  let count = 0
  let earliestAtMs = Number.POSITIVE_INFINITY
  for (const entry of entries) {
    if (entry.id !== last.id + 1) return bad(last.id + 1, `missing: ${entry.id} follows ${last.id}`)
    if (!isSameSeal(entry.seal, chain.sealEntry(entry, last.seal))) return bad(entry.id, 'not as it was sealed')
    const anchor = anchored.get(entry.id)
    if (anchor !== undefined && !isSameSeal(anchor, entry.seal))
      return bad(entry.id, 'sealed anew: an anchor has another seal')
    last = { id: entry.id, seal: entry.seal }
    count += 1
    earliestAtMs = Math.min(earliestAtMs, entry.atMs)
  }
  if (oldestAtMs < earliestAtMs) return bad(1, 'missing: what is there was made before anything was written down')
  return verifyEnd(chain, { head, anchors, last, count })
}

interface End {
  readonly head: StoredHead | undefined
  readonly anchors: readonly AuditAnchor[]
  readonly last: AuditAnchor
  readonly count: number
}

function verifyEnd(chain: AuditChain, { head, anchors, last, count }: End): AuditVerdict {
  const beyond = anchors.find(({ id }) => id > last.id)
  if (beyond !== undefined) return bad(last.id + 1, `missing: an anchor names entry ${beyond.id}`)
  if (head === undefined) {
    return count === 0 ? { isIntact: true, entries: 0, head: last } : bad(last.id, 'the end of the chain is gone')
  }
  if (!isSameSeal(head.seal, chain.sealHead(head))) return bad(last.id, 'the end of the chain is not as it was sealed')
  if (head.lastId > last.id) return bad(last.id + 1, `missing: the chain ends with entry ${head.lastId}`)
  if (head.lastId < last.id) return bad(head.lastId + 1, 'inserted behind the end of the chain')
  return { isIntact: true, entries: count, head: last }
}

function bad(entry: number, finding: string): AuditVerdict {
  return { isIntact: false, entry, finding }
}
