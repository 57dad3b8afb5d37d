import { isDeepStrictEqual } from 'node:util'
import { ALLKEYS, NPER, OUTSIDERS, PROBES, USERS, VARIANTS } from '../workloads.mjs'
import type { Engine, Evaluate } from './engine.ts'

/** Standard deviations that a share may be off. */
const TOLERANCE_SIGMAS = 4

/**
 * Whether an engine does the work that it is timed for.
 * @returns what is wrong with it, nothing when it may be timed
 */
export function validateEngine(engine: Engine): string[] {
  return [
    ...switchProblems(engine),
    ...ruleProblems(engine),
    ...rolloutProblems(engine),
    ...variantProblems(engine),
    ...bulkProblems(engine),
  ]
}

function switchProblems(engine: Engine): string[] {
  const context = engine.ctx(first(USERS))
  return [
    ...mismatch('w1on', valueOf(engine, engine.w1on(context)), true),
    ...mismatch('w1off', valueOf(engine, engine.w1off(context)), false),
    ...Array.from({ length: 10 }, (_, i) =>
      mismatch(`w1(${i})`, valueOf(engine, engine.w1(context, i)), i % 2 === 0),
    ).flat(),
  ]
}

function ruleProblems(engine: Engine): string[] {
  return PROBES.flatMap(([user, expected]) =>
    mismatch(`w2, probe ${expected}`, valueOf(engine, engine.w2(engine.ctx(user))), expected),
  )
}

function rolloutProblems(engine: Engine): string[] {
  const served = valuesOf(engine, engine.w3, OUTSIDERS)
  return [
    ...unstable(engine, 'w3', engine.w3, OUTSIDERS, served),
    ...strangers('w3', served, [true, false]),
    ...shareProblem('w3', served, true, 50),
  ]
}

function variantProblems(engine: Engine): string[] {
  const members = valuesOf(engine, engine.w4, USERS)
  const outsiders = valuesOf(engine, engine.w4, OUTSIDERS)
  return [
    ...unstable(engine, 'w4', engine.w4, USERS, members),
    ...strangers(
      'w4 for members',
      members,
      VARIANTS.map(([name]) => name),
    ),
    ...VARIANTS.flatMap(([name, percent]) => shareProblem('w4', members, name, percent)),
    ...strangers('w4 for outsiders', outsiders, ['control']),
  ]
}

function bulkProblems(engine: Engine): string[] {
  const context = engine.ctx(first(USERS))
  const results = engine.w5(context)
  const missing = ALLKEYS.filter((key) => engine.get5(results, key) === undefined)
  if (missing.length > 0 || ALLKEYS.length !== 4 * NPER)
    return [`w5: ${missing.length} of ${ALLKEYS.length} flags are missing`]
  return [
    ...mismatch('w5, bool-flag-0', engine.get5(results, 'bool-flag-0'), true),
    ...mismatch('w5, bool-flag-1', engine.get5(results, 'bool-flag-1'), false),
    ...mismatch('w5, targeting-flag-0', engine.get5(results, 'targeting-flag-0'), 'r5'),
    ...mismatch('w5, rollout-flag-0', engine.get5(results, 'rollout-flag-0'), valueOf(engine, engine.w3(context))),
    ...mismatch('w5, variant-flag-0', engine.get5(results, 'variant-flag-0'), valueOf(engine, engine.w4(context))),
  ]
}

function valueOf(engine: Engine, result: unknown): unknown {
  return engine.value === undefined ? result : engine.value(result)
}

function valuesOf(engine: Engine, evaluate: Evaluate, users: typeof USERS): unknown[] {
  return users.map((user) => valueOf(engine, evaluate(engine.ctx(user))))
}

function mismatch(what: string, got: unknown, expected: unknown): string[] {
  return got === expected ? [] : [`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`]
}

function unstable(engine: Engine, what: string, evaluate: Evaluate, users: typeof USERS, served: unknown[]): string[] {
  return isDeepStrictEqual(valuesOf(engine, evaluate, users), served)
    ? []
    : [`${what}: a second pass gives other values`]
}

function strangers(what: string, served: readonly unknown[], known: readonly unknown[]): string[] {
  const other = served.filter((value) => !known.includes(value))
  return other.length === 0 ? [] : [`${what}: ${other.length} of ${served.length} get ${JSON.stringify(other[0])}`]
}

/** A share of n people has a standard deviation of √(n·p·(1−p)). */
function shareProblem(what: string, served: readonly unknown[], value: unknown, percent: number): string[] {
  const p = percent / 100
  const expected = served.length * p
  const tolerance = TOLERANCE_SIGMAS * Math.sqrt(served.length * p * (1 - p))
  const got = served.filter((one) => one === value).length
  if (Math.abs(got - expected) <= tolerance) return []
  return [
    `${what}: ${got} of ${served.length} get ${JSON.stringify(value)}, expected ${expected} ± ${Math.round(tolerance)}`,
  ]
}

function first<T>(items: readonly T[]): T {
  const [item] = items
  if (item === undefined) throw new Error('the workload is empty')
  return item
}
