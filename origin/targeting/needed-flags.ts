import type { Flag } from '../../shared/contracts/flag.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { type IdsRead, neededSegments } from '../segments/needed-segments.ts'
import type { ConfigurationPart, FlagPart } from './assemble-flag.ts'
import { findFlagsIn } from './needs-repository.ts'
import type { RulesetPart } from './partial-ruleset.ts'

/** Makes a flag out of its two rows: with the rules that are on, or with all of them. */
export type AssembleFlag = (flag: FlagPart, configuration: ConfigurationPart) => Flag

/** The keys of the flags that are prerequisites of one, each once. */
export function needsOf(flag: Flag): readonly string[] {
  const keys = conditionsOfFlag(flag).flatMap(({ condition }) => ('flag' in condition ? [condition.flag] : []))
  return [...new Set(keys)]
}

export interface Roots {
  readonly roots: readonly Flag[]
  readonly assemble: AssembleFlag
  /** Whether the segments come with their ids, which only deciding looks at. */
  readonly ids: IdsRead
}

/**
 * The flags themselves and all that they need, one through the other: as much of a ruleset as deciding them looks at.
 * What is deeper than a flag may need is left out; no edge looks at it either.
 */
export function withAllNeeded(
  database: Queryable,
  environment: Pick<Environment, 'id' | 'projectId'>,
  { roots, assemble, ids }: Roots,
): RulesetPart {
  const known = new Map(roots.map((flag) => [flag.key, flag]))
  let latest = roots
  for (let depth = 0; depth <= LIMITS.referenceDepth + 1 && latest.length > 0; depth++) {
    const wanted = [...new Set(latest.flatMap(needsOf))].filter((key) => !known.has(key))
    latest = findFlagsIn(database, environment, wanted).map(({ flag, configuration }) => assemble(flag, configuration))
    for (const flag of latest) known.set(flag.key, flag)
  }
  const flags = [...known.values()]
  return { flags, segments: neededSegments(database, environment.id, { flags, ids }) }
}
