import type { Resolution } from '../../shared/contracts/evaluation.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import { parseInstant } from '../../shared/values/instant.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { findFlagsIn } from '../targeting/needs-repository.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import type { DecideInput } from './explain-input.ts'

export interface FlagDecision {
  readonly flag: string
  readonly resolution: Resolution
}

export interface DecidedFlags {
  readonly keys: readonly string[]
  readonly input: DecideInput
  readonly nowMs: number
}

/** Decides some flags for one person by what SQLite says, in the order in which they were named. */
export function decideFlags(
  database: Queryable,
  environment: Environment,
  { keys, input, nowMs }: DecidedFlags,
): readonly FlagDecision[] {
  const found = findFlagsIn(database, environment, keys)
  const roots = found.map(({ flag, configuration }) => assembleFlag(flag, configuration))
  const ruleset = compilePartialRuleset(
    environment,
    withAllNeeded(database, environment, { roots, assemble: assembleFlag, ids: 'all' }),
  )
  const atMs = parseInstant(input.at) ?? nowMs
  return keys.flatMap((key) => {
    const flag = ruleset.flag(key)
    return flag === undefined ? [] : [{ flag: key, resolution: evaluateFlag(flag, input.context, atMs) }]
  })
}
