import { type LoadedEnvironment, ageOf } from '../ruleset/environment-state.ts'

/** How old what this isolate answers by is, over the environments that it is asked for. */
export interface RulesetsBehind {
  readonly status: 'ok' | 'degraded'
  /** Environments. */
  readonly asked: number
  /** Of these, those whose ruleset is older than 90 s. */
  readonly behind: number
  readonly oldestAgeMs: number
}

/** The origin issues heads every 30 s: what is older than three of them is behind. */
const BEHIND_MS = 90_000
/** Nothing is looked for while nobody asks, and the age of what nobody asks for says nothing. */
const ASKED_WITHIN_MS = 60_000

export function rulesetsBehind(environments: Iterable<LoadedEnvironment>, nowMs: number): RulesetsBehind {
  const ages = [...environments]
    .filter(({ askedAtMs }) => nowMs - askedAtMs <= ASKED_WITHIN_MS)
    .map((environment) => ageOf(environment, environment.askedAtMs))
  const behind = ages.filter((ageMs) => ageMs > BEHIND_MS).length
  return {
    status: behind === 0 ? 'ok' : 'degraded',
    asked: ages.length,
    behind,
    oldestAgeMs: Math.max(0, ...ages),
  }
}
