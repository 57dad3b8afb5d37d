/**
 * Environments that are not loaded: asked for just now, or said not to exist. Bounded, and apart from the loaded ones,
 * so that invented environments can displace each other and nothing else.
 */
export interface Strangers<T> {
  get(id: string): T | undefined
  add(id: string, stranger: T): void
  delete(id: string): void
}

export function createStrangers<T>(limit: number): Strangers<T> {
  const strangers = new Map<string, T>()
  return {
    get: (id) => strangers.get(id),
    add: (id, stranger) => {
      const [oldest] = strangers.keys()
      if (strangers.size >= limit && oldest !== undefined) strangers.delete(oldest)
      strangers.set(id, stranger)
    },
    delete: (id) => void strangers.delete(id),
  }
}
