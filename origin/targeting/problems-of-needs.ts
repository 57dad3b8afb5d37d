import type { Flag } from '../../shared/contracts/flag.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { checkRuleset } from '../../shared/evaluation/check-ruleset.ts'
import type { CompiledFlag, DecidableFlag } from '../../shared/evaluation/compile-flag.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { assembleFlagWithAllRules } from './assemble-flag.ts'
import { flagsThatNeed } from './flags-that-need.ts'
import { withAllNeeded } from './needed-flags.ts'
import { type RulesetPart, compilePartialRuleset, partialRuleset } from './partial-ruleset.ts'

/** A flag with all its rules, as it is and as it would be; both have been parsed. */
export interface FlagChange {
  readonly before: Flag
  readonly after: Flag
}

/** Whoever is told of the first few knows what to look for. */
const MOST_BROKEN = 10
/** Everything that a flag refers to, it refers to in its rules. */
const RULES: Problem['path'] = ['rules']

/**
 * What a change of rules would break among the flags of its environment: the flag itself (a pattern, a reference to
 * nothing, a circle, a chain that is too deep), or those that need it. What was broken already is nobody's news.
 * Only the flags around it are read and compiled: those that it needs, and those that need it if it grew.
 */
export function problemsOfNeeds(
  database: Queryable,
  environment: Environment,
  { before, after }: FlagChange,
): readonly Problem[] {
  const own = problemsOfFlagItself(database, environment, after)
  if (own.length > 0) return own
  const around: Surroundings = { environment, partOf: partReader(database, environment) }
  if (!couldBreakOthers(around, { before, after })) return []
  const others = flagsThatNeed(database, environment.id, { key: after.key, assemble: assembleFlagWithAllRules })
  return problemsOfOthers(around, { before, after }, others)
}

interface Surroundings {
  readonly environment: Environment
  /** The flags, and all that they need. Who is listed in a segment is nothing that could break a flag. */
  readonly partOf: (flags: readonly Flag[]) => RulesetPart
}

function partReader(database: Queryable, environment: Environment): Surroundings['partOf'] {
  return (roots) => withAllNeeded(database, environment, { roots, assemble: assembleFlagWithAllRules, ids: 'none' })
}

function problemsOfFlagItself(database: Queryable, environment: Environment, flag: Flag): readonly Problem[] {
  const part = partReader(database, environment)([flag])
  const problems = checkRuleset(partialRuleset(environment, part), re2Engine)
  const own = problems.flatMap(({ path: [section, index, ...path], message }) =>
    section === 'flags' && index === 0 ? [{ path: path.length > 0 ? path : RULES, message }] : [],
  )
  if (own.length > 0 || problems.length === 0) return own
  // Something that it needs is broken, which is its problem too.
  const compiled = compilePartialRuleset(environment, part).flag(flag.key)
  return compiled?.state === 'broken' ? [{ path: RULES, message: compiled.resolution.errorMessage }] : []
}

/** Those that need it stay decidable as long as it takes no more steps and is no deeper than it was. */
function couldBreakOthers({ environment, partOf }: Surroundings, { before, after }: FlagChange): boolean {
  const [was, becomes] = [before, after].map((flag) =>
    compilePartialRuleset(environment, partOf([flag])).flag(flag.key),
  )
  if (!isDecidable(was) || !isDecidable(becomes)) return false
  return becomes.steps > was.steps || becomes.depth > was.depth
}

function problemsOfOthers(
  { environment, partOf }: Surroundings,
  { before, after }: FlagChange,
  others: readonly Flag[],
): readonly Problem[] {
  if (others.length === 0) return []
  const compileWith = (flag: Flag) => compilePartialRuleset(environment, partOf([flag, ...others]))
  const broken = compileWith(after)
    .allFlags()
    .filter((flag) => flag.state === 'broken')
  if (broken.length === 0) return []
  const was = compileWith(before)
  return broken
    .filter(({ key }) => isDecidable(was.flag(key)))
    .slice(0, MOST_BROKEN)
    .map(({ key, resolution }) => ({
      path: RULES,
      message: `the flag ${JSON.stringify(key)} needs this one and would break: ${resolution.errorMessage}`,
    }))
}

function isDecidable(flag: CompiledFlag | undefined): flag is DecidableFlag {
  return flag?.state === 'decidable'
}
