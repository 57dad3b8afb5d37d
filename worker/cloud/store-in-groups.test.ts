import { describe, expect, it } from 'vitest'
import type { StorageFailure } from './classify-failure.ts'
import { type StoreAttempt, storeInGroups } from './store-in-groups.ts'

type Attempt = StoreAttempt<string, 'stored'>

const busy: StorageFailure = { kind: 'busy', cause: 'Throttled' }
const refused: StorageFailure = { kind: 'refused', cause: 'ValidationException' }

/** A store of texts that refuses every call with a `bad` one in it; `answers` come before that. */
async function store(groups: readonly (readonly string[])[], answers: readonly StorageFailure[] = [], boundMs = 5_000) {
  const calls: (readonly string[])[] = []
  const causes: string[] = []
  const attempt = async (items: readonly string[]): Promise<Attempt> => {
    const failure = answers[calls.push(items) - 1] ?? (items.includes('bad') ? refused : undefined)
    if (failure !== undefined) return { settled: new Map(), failure }
    return { settled: new Map(items.map((item) => [item, 'stored' as const])) }
  }
  const policy = { boundMs, stopping: new AbortController().signal }
  const onRetry = (cause: string): void => void causes.push(cause)
  const outcomes = await storeInGroups(groups, { idOf: (item) => item, attempt, policy, onRetry })
  return { outcomes: Object.fromEntries(outcomes), calls, causes }
}

describe('storing in groups', () => {
  it('takes one call a group', async () => {
    const { outcomes, calls } = await store([['a', 'b'], ['c']])
    expect(outcomes).toEqual({ a: 'stored', b: 'stored', c: 'stored' })
    expect(calls).toEqual([['a', 'b'], ['c']])
  })

  it('stores the neighbours of a refused item each alone, and asks for that one no further', async () => {
    const { outcomes, calls } = await store([['a', 'bad', 'b'], ['c']])
    expect(outcomes).toEqual({ a: 'stored', bad: 'refused', b: 'stored', c: 'stored' })
    expect(calls).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b'], ['c']])
  })

  it('asks again while the store is busy, and says why', async () => {
    const { outcomes, calls, causes } = await store([['a']], [busy, busy])
    expect(outcomes).toEqual({ a: 'stored' })
    expect(calls).toHaveLength(3)
    expect(causes).toEqual(['Throttled', 'Throttled'])
  })

  it('leaves everything behind a group that was not stored in time', async () => {
    const { outcomes, calls } = await store([['a'], ['b']], [busy], 0)
    expect(outcomes).toEqual({ a: 'left', b: 'left' })
    expect(calls).toHaveLength(1)
  })

  it('leaves a group for which asking again is no use, and goes on to the next', async () => {
    const { outcomes } = await store([['a', 'b'], ['c']], [{ kind: 'unavailable', cause: 'AccessDenied' }])
    expect(outcomes).toEqual({ a: 'left', b: 'left', c: 'stored' })
  })

  it('asks again for the rest of a call that took some', async () => {
    const attempts: Attempt[] = [
      { settled: new Map([['a', 'stored' as const]]), failure: { kind: 'busy', cause: 'UnprocessedItems' } },
      { settled: new Map([['b', 'stored' as const]]) },
    ]
    const calls: (readonly string[])[] = []
    const attempt = async (items: readonly string[]): Promise<Attempt> =>
      attempts[calls.push(items) - 1] ?? { settled: new Map() }
    const policy = { boundMs: 5_000, stopping: new AbortController().signal }
    const options = { idOf: (item: string) => item, attempt, policy, onRetry: () => undefined }
    expect(Object.fromEntries(await storeInGroups([['a', 'b']], options))).toEqual({ a: 'stored', b: 'stored' })
    expect(calls).toEqual([['a', 'b'], ['b']])
  })
})
