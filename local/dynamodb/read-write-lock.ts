/** Many may share, or one has it alone. First come, first served: a stream of sharers does not starve a lone one. */
export interface ReadWriteLock {
  share<T>(work: () => Promise<T>): Promise<T>
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createReadWriteLock(): ReadWriteLock {
  /** Settles when the last lone work has ended. */
  let lastAlone: Promise<unknown> = Promise.resolve()
  const sharers = new Set<Promise<unknown>>()

  return {
    share: (work) => {
      const result = lastAlone.then(work)
      const sharer = settled(result)
      sharers.add(sharer)
      void sharer.then(() => sharers.delete(sharer))
      return result
    },
    alone: (work) => {
      const result = Promise.all([lastAlone, ...sharers]).then(work)
      lastAlone = settled(result)
      return result
    },
  }
}

async function settled(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work])
}
