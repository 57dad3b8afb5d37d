import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { StorageFailure } from './classify-failure.ts'
import { type RetryPolicy, retry } from './retry-policy.ts'

/**
 * What became of an item. `left`: perhaps stored, perhaps not; it has to come again, which its id makes safe.
 * `refused`: the store will never take it.
 */
export type StoreOutcome<Stored extends string> = Stored | 'left' | 'refused'

/** What one call did: the items that need no other one, and why the rest does; no failure when there is no rest. */
export interface StoreAttempt<Item, Stored extends string> {
  readonly settled: ReadonlyMap<Item, Stored>
  readonly failure?: StorageFailure
}

export interface StoreInGroupsOptions<Item, Stored extends string> {
  readonly idOf: (item: Item) => string
  /** Stores a group, or what is left of it, in one call. Never throws. */
  readonly attempt: (items: readonly Item[]) => Promise<StoreAttempt<Item, Stored>>
  readonly policy: RetryPolicy
  readonly onRetry: (cause: string) => void
}

/**
 * Stores items group by group, asking again while the store is busy. An item that spoils the call of its group leaves
 * the others none the worse for it: each is stored alone then.
 * @param groups  as many as one call takes in each; ids are distinct over all of them
 * @returns the outcome of each item, by id
 */
export async function storeInGroups<Item, Stored extends string>(
  groups: readonly (readonly Item[])[],
  options: StoreInGroupsOptions<Item, Stored>,
): Promise<ReadonlyMap<string, StoreOutcome<Stored>>> {
  const outcomes = new Map<string, StoreOutcome<Stored>>()
  for (const item of groups.flat()) outcomes.set(options.idOf(item), 'left')
  await storeGroups(groups, outcomes, options)
  return outcomes
}

/** @returns false when the store did not answer in time: what has to wait for it waits no longer */
async function storeGroups<Item, Stored extends string>(
  groups: readonly (readonly Item[])[],
  outcomes: Map<string, StoreOutcome<Stored>>,
  options: StoreInGroupsOptions<Item, Stored>,
): Promise<boolean> {
  for (const group of groups) {
    if (!(await storeGroup(group, outcomes, options))) return false
  }
  return true
}

async function storeGroup<Item, Stored extends string>(
  group: readonly Item[],
  outcomes: Map<string, StoreOutcome<Stored>>,
  options: StoreInGroupsOptions<Item, Stored>,
): Promise<boolean> {
  let rest = group
  let isRefused = false
  const attempt = async (): Promise<'done' | 'again'> => {
    const { settled, failure } = await options.attempt(rest)
    for (const [item, outcome] of settled) outcomes.set(options.idOf(item), outcome)
    rest = rest.filter((item) => !settled.has(item))
    isRefused = failure?.kind === 'refused'
    return failure === undefined ? 'done' : afterFailure(failure, options.onRetry)
  }
  if (!(await retry(attempt, options.policy))) return false
  if (!isRefused) return true
  if (group.length > 1) {
    const eachAlone = rest.map((item) => [item])
    return storeGroups(eachAlone, outcomes, options)
  }
  for (const item of rest) outcomes.set(options.idOf(item), 'refused')
  return true
}

function afterFailure({ kind, cause }: StorageFailure, onRetry: (cause: string) => void): 'done' | 'again' {
  switch (kind) {
    case 'busy':
      onRetry(cause)
      return 'again'
    case 'refused':
    case 'unavailable':
      return 'done'
    default:
      return assertNever(kind)
  }
}
