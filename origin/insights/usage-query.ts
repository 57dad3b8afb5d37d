import { LIMITS } from '../../shared/contracts/limits.ts'
import { nameSchema } from '../../shared/contracts/name.ts'
import { type ParseResult, type Problem, parsed } from '../../shared/contracts/parse-result.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { USAGE_SOURCES, type UsageSource } from '../../shared/contracts/usage.ts'
import { parseInstant } from './instant.ts'
import { USAGE_STEPS, type UsageStep, isUsageStep } from './usage-step.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const DEFAULT_STEP: UsageStep = 'minute'
const DEFAULT_RANGE_MS = HOUR_MS
export const MAX_FLAGS = 50
/** Beyond this nobody can tell the points of a chart apart. */
const LONGEST_RANGE_DAYS: Readonly<Record<UsageStep, number>> = { minute: 1, hour: 31, day: 366 }
/**
 * One call reads every minute of every flag in the range: up to 1 440 items a day of each variant, reason, rule and
 * source. So many it can read within its time; a year of one flag is among them.
 */
const MOST_FLAG_DAYS = 400
/** A flag's key, or the name under which what does not exist is counted. */
const countedNameSchema = nameSchema(LIMITS.flagKeyLength)
const PARAMETERS: ReadonlySet<string> = new Set(['flag', 'from', 'to', 'step', 'source'])

export interface UsageQuery {
  /** At least one, distinct, in the order they were asked for. */
  readonly flagKeys: readonly string[]
  /** Half-open: `fromMs` is in it, `toMs` is not. */
  readonly fromMs: number
  readonly toMs: number
  readonly step: UsageStep
  /** Decisions that were asked for in one of these ways; in whatever way, also one of a newer edge, when absent. */
  readonly sources?: readonly UsageSource[]
}

/**
 * Reads `?flag=&flag=&from=&to=&step=&source=`. The last hour by minute, unless it says otherwise.
 * @param query  as the router parsed it: one value is a string, several are an array
 */
export function parseUsageQuery(query: Readonly<Record<string, unknown>>, nowMs: number): ParseResult<UsageQuery> {
  const problems: Problem[] = Object.keys(query)
    .filter((name) => !PARAMETERS.has(name))
    .map((name) => ({ path: [name], message: 'unknown parameter' }))
  const note = <T>(result: ParseResult<T>): T | undefined => {
    if (result.ok) return result.value
    problems.push(...result.problems)
    return undefined
  }
  const flagKeys = note(parseFlags(query['flag']))
  const step = note(parseStep(query['step']))
  const sources = note(parseSources(query['source']))
  const toMs = note(parseTime('to', query['to'], nowMs))
  const fromMs = note(parseTime('from', query['from'], Math.max(0, (toMs ?? nowMs) - DEFAULT_RANGE_MS)))
  if (flagKeys === undefined || step === undefined || fromMs === undefined || toMs === undefined) {
    return { ok: false, problems }
  }
  const range = { flagKeys, fromMs, toMs, step }
  problems.push(...problemsOfRange(range))
  if (problems.length > 0) return { ok: false, problems }
  return parsed({ ...range, ...(sources === undefined ? {} : { sources }) })
}

function parseFlags(value: unknown): ParseResult<readonly string[]> {
  const keys = [...new Set(Array.isArray(value) ? (value as unknown[]) : [value])]
  if (value === undefined) return refusedParameter('flag', `required: from 1 to ${MAX_FLAGS} flag keys`)
  if (keys.length > MAX_FLAGS)
    return refusedParameter('flag', `expected at most ${MAX_FLAGS} flags, got ${keys.length}`)
  const results = keys.map((key) => parseWith(countedNameSchema, key))
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
  if (problems.length > 0) return { ok: false, problems: problems.map(({ message }) => ({ path: ['flag'], message })) }
  return parsed(results.flatMap((result) => (result.ok ? [result.value] : [])))
}

function parseStep(value: unknown): ParseResult<UsageStep> {
  if (value === undefined) return parsed(DEFAULT_STEP)
  return isUsageStep(value) ? parsed(value) : refusedParameter('step', `expected one of ${USAGE_STEPS.join(', ')}`)
}

function parseSources(value: unknown): ParseResult<readonly UsageSource[] | undefined> {
  if (value === undefined) return parsed(undefined)
  const given = Array.isArray(value) ? (value as unknown[]) : [value]
  const sources = USAGE_SOURCES.filter((source) => given.includes(source))
  if (given.every((each) => USAGE_SOURCES.some((source) => source === each))) return parsed(sources)
  return refusedParameter('source', `expected ${USAGE_SOURCES.join(', ')}, or several of them`)
}

function parseTime(name: string, value: unknown, fallbackMs: number): ParseResult<number> {
  if (value === undefined) return parsed(fallbackMs)
  const atMs = typeof value === 'string' ? parseInstant(value) : undefined
  if (atMs !== undefined) return parsed(atMs)
  return refusedParameter(name, 'expected one time, ISO 8601 (2026-11-24T02:30Z) or milliseconds since 1970')
}

function problemsOfRange({ flagKeys, fromMs, toMs, step }: UsageQuery): readonly Problem[] {
  if (fromMs >= toMs) return [{ path: ['from'], message: 'expected a time before "to"' }]
  const days = LONGEST_RANGE_DAYS[step]
  if (toMs - fromMs > days * DAY_MS) {
    return [{ path: ['from'], message: `expected at most ${days} days before "to" with the step ${step}` }]
  }
  const flagDays = (flagKeys.length * (toMs - fromMs)) / DAY_MS
  if (flagDays <= MOST_FLAG_DAYS) return []
  const got = `expected at most ${MOST_FLAG_DAYS} flag-days, got ${Math.ceil(flagDays)}`
  return [
    { path: ['from'], message: `${got}: ask for fewer days before "to"` },
    { path: ['flag'], message: `${got}: ask for fewer flags` },
  ]
}

function refusedParameter(name: string, message: string): ParseResult<never> {
  return { ok: false, problems: [{ path: [name], message }] }
}
