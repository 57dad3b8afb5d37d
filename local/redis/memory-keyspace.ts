import { RedisError } from './redis-store.ts'

export type MemoryValue = string | string[]

export interface MemoryEntry {
  readonly value: MemoryValue
  readonly expiresAtMs?: number
  /** Orders the keys by when they came to be; what a SCAN cursor counts in. */
  readonly sequence: number
}

/** The keys and values of the Redis in memory. An expired key is gone for every reader. */
export class MemoryKeyspace {
  readonly #entries = new Map<string, MemoryEntry>()
  readonly #nowMs: () => number
  #sequence = 0
  #changes = 0

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  nowMs(): number {
    return this.#nowMs()
  }

  /** Grows with every write. */
  get changes(): number {
    return this.#changes
  }

  get(key: string): MemoryEntry | undefined {
    const entry = this.#entries.get(key)
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > this.#nowMs()) return entry
    this.#entries.delete(key)
    return undefined
  }

  getString(key: string): string | undefined {
    const value = this.get(key)?.value
    if (Array.isArray(value)) throw wrongType()
    return value
  }

  getList(key: string): readonly string[] {
    const value = this.get(key)?.value ?? []
    if (!Array.isArray(value)) throw wrongType()
    return value
  }

  /** Writes a value, without an expiry unless one is given. */
  set(key: string, value: MemoryValue, expiresAtMs?: number): void {
    this.#changes += 1
    const sequence = this.get(key)?.sequence ?? ++this.#sequence
    this.#entries.set(key, { value, sequence, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) })
  }

  /** Writes a list and keeps the key's expiry; an empty list is no key, as in Redis. */
  setList(key: string, list: string[]): void {
    if (list.length === 0) this.delete(key)
    else this.set(key, list, this.get(key)?.expiresAtMs)
  }

  /** @returns whether there was such a key */
  delete(key: string): boolean {
    this.#changes += 1
    const existed = this.get(key) !== undefined
    this.#entries.delete(key)
    return existed
  }

  clear(): void {
    this.#changes += 1
    this.#entries.clear()
  }

  /** The living entries in the order of their creation. */
  entries(): readonly (readonly [string, MemoryEntry])[] {
    const living = [...this.#entries.keys()].flatMap((key) => {
      const entry = this.get(key)
      return entry ? [[key, entry] as const] : []
    })
    return living.toSorted(([, a], [, b]) => a.sequence - b.sequence)
  }
}

function wrongType(): RedisError {
  return new RedisError('reply', 'WRONGTYPE Operation against a key holding the wrong kind of value')
}
