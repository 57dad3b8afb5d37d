// oxlint-disable no-restricted-imports -- only tests import this file
import { LIMITS } from '../../shared/contracts/limits.ts'
import { USAGE_SOURCES, type UsageBatch, type UsageCounter } from '../../shared/contracts/usage.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import { uuidFrom } from './uuid-from.ts'

const MINUTE_MS = 60_000
const EVALUATIONS_PER_WINDOW = 100
const VARIANTS = ['on', 'off', 'a#b%', '__proto__', null] as const
const REASONS = ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'FLAG_NOT_FOUND'] as const

export interface GenerateBatchesOptions {
  /** The same seed gives the same batches. */
  readonly seed: number
  readonly environmentId: string
  readonly evaluations: number
  readonly nowMs: number
  readonly flagKeys?: readonly string[]
}

export interface GeneratedBatches {
  readonly batches: readonly UsageBatch[]
  /** Kept beside the batches, decision by decision; see `ledgerKey`. */
  readonly ledger: ReadonlyMap<string, number>
}

/** What edges would send for so many decisions: windows of counters, none split over more than it must. */
export function generateBatches(options: GenerateBatchesOptions): GeneratedBatches {
  const random = createSeededRandom(options.seed)
  const ledger = new Map<string, number>()
  const batches: UsageBatch[] = []
  for (let left = options.evaluations; left > 0; left -= EVALUATIONS_PER_WINDOW) {
    const window = generateWindow(Math.min(left, EVALUATIONS_PER_WINDOW), options, random, ledger)
    for (let from = 0; from < window.length; from += LIMITS.countersPerBatch) {
      batches.push(sealBatch(window.slice(from, from + LIMITS.countersPerBatch), options, random))
    }
  }
  return { batches, ledger }
}

/** Flag, variant and reason, as one text. */
export function ledgerKey({ flag, variant, reason }: Pick<UsageCounter, 'flag' | 'variant' | 'reason'>): string {
  return JSON.stringify([flag, variant, reason])
}

type Decision = Omit<UsageCounter, 'count'>

function generateWindow(
  evaluations: number,
  options: GenerateBatchesOptions,
  random: () => number,
  ledger: Map<string, number>,
): readonly UsageCounter[] {
  const counters = new Map<string, UsageCounter>()
  for (let i = 0; i < evaluations; i++) {
    const decision = decide(options, random)
    ledger.set(ledgerKey(decision), (ledger.get(ledgerKey(decision)) ?? 0) + 1)
    const counter = JSON.stringify(decision)
    counters.set(counter, { ...decision, count: (counters.get(counter)?.count ?? 0) + 1 })
  }
  return [...counters.values()]
}

function decide(
  { flagKeys = ['checkout', 'banner', '__proto__'], nowMs }: GenerateBatchesOptions,
  random: () => number,
) {
  const decision: Decision = {
    flag: pick(flagKeys, random),
    variant: pick(VARIANTS, random),
    reason: pick(REASONS, random),
    ruleId: random() < 0.5 ? null : 'r1',
    source: pick(USAGE_SOURCES, random),
    minuteAtMs: nowMs - (nowMs % MINUTE_MS),
  }
  return decision
}

function sealBatch(
  counters: readonly UsageCounter[],
  { environmentId, nowMs }: GenerateBatchesOptions,
  random: () => number,
): UsageBatch {
  const id = uuidFrom(random)
  return { format: 1, id, environment: environmentId, sealedAtMs: nowMs, counters, events: [], dropped: 0 }
}

function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] as T
}
