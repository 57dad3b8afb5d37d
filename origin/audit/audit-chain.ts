import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** An entry as it is sealed: every column, the JSON ones as the text that is stored. */
export interface SealedEntry {
  readonly id: number
  readonly atMs: number
  readonly actor: string
  readonly address: string | null
  readonly way: string
  readonly reason: string | null
  readonly action: string
  readonly projectId: string
  readonly environmentId: string | null
  readonly target: string
  readonly before: string | null
  readonly after: string | null
}

/** Where the chain ends. Stored beside the entries and sealed itself, so that cutting off the end is noticed. */
export interface AuditHead {
  readonly lastId: number
  readonly lastSeal: string
  readonly entries: number
}

/** Seals entries to each other with a key that the database does not hold. */
export interface AuditChain {
  /**
   * HMAC-SHA256 over the entry and the seal before it, as JSON text of one array.
   * @returns lower-case hexadecimal
   */
  readonly sealEntry: (entry: SealedEntry, previousSeal: string) => string
  readonly sealHead: (head: AuditHead) => string
}

/** What stands before the first entry. */
export const FIRST_SEAL = '0'.repeat(64)

/** @param secret  of the installation; the key of the chain is derived from it (HKDF, RFC 5869) and used for nothing else */
export function createAuditChain(secret: string): AuditChain {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'togglemaster audit chain', 32))
  const seal = (parts: readonly unknown[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
  return {
    sealEntry: (entry, previousSeal) =>
      seal([
        'entry',
        previousSeal,
        entry.id,
        entry.atMs,
        entry.actor,
        entry.address,
        entry.way,
        entry.reason,
        entry.action,
        entry.projectId,
        entry.environmentId,
        entry.target,
        entry.before,
        entry.after,
      ]),
    sealHead: ({ lastId, lastSeal, entries }) => seal(['head', lastId, lastSeal, entries]),
  }
}

export function isSameSeal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
