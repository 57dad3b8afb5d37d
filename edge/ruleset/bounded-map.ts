/** A map that forgets the oldest entry for a new one when it is full: whatever anybody may invent costs no more memory. */
export interface BoundedMap<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  delete(key: string): void
  clear(): void
}

export function createBoundedMap<V>(limit: number): BoundedMap<V> {
  const entries = new Map<string, V>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      const [oldest] = entries.keys()
      if (entries.size >= limit && oldest !== undefined && !entries.has(key)) entries.delete(oldest)
      entries.set(key, value)
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
}
