import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { type PreviewedChange, previewChange } from '../../shared/evaluation/preview-change.ts'
import { parseInstant } from '../../shared/values/instant.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { type InputProblem, bodyProblem } from '../errors/input-problem.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { type ConfigurationPart, assembleFlag } from '../targeting/assemble-flag.ts'
import type { InputMoment } from '../targeting/configuration-input.ts'
import { flagsThatNeed } from '../targeting/flags-that-need.ts'
import { movesOfChange } from '../targeting/moves-of-change.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import type { PreviewInput } from './explain-input.ts'
import { type StoredFlag, readDraft } from './read-draft.ts'

export interface DraftPreview {
  readonly flag: string
  readonly version: number
  /** Of the flag and of those that need it, also through others. */
  readonly changes: readonly PreviewedChange[]
  readonly changedContexts: number
  /** As many as there are, though the list may be shorter. */
  readonly totalChanges: number
  readonly isTruncated?: true
  /** As the change itself would answer them: pointers into the configuration. */
  readonly moves: readonly InputProblem[]
}

/** Who would get something else if a draft were stored, of the people one names. */
export function previewDraft(
  database: Queryable,
  stored: StoredFlag,
  { input, moment }: { readonly input: PreviewInput; readonly moment: InputMoment },
): DraftPreview {
  const { environment, flag, row } = stored
  const { contexts, configuration, at } = input
  const draft = readDraft(database, stored, { input: configuration, place: ['configuration'], moment })
  const { before, after, flagKeys } = compileBothWays(database, stored, draft)
  const problems = problemsOfSize(contexts, flagKeys, [before, after])
  if (problems.length > 0) throw invalidInput(problems)
  const nowMs = parseInstant(at) ?? moment.nowMs
  const { changes, changedContexts } = previewChange({ before, after, contexts, nowMs, flagKeys })
  const listed = firstWithin(changes, LIMITS.previewLength)
  return {
    flag: flag.key,
    version: environment.version,
    changes: listed,
    changedContexts,
    totalChanges: changes.length,
    ...(listed.length < changes.length ? { isTruncated: true } : {}),
    moves: movesOfChange({ flag, before: row, after: draft }).map(bodyProblem),
  }
}

export interface BothWays {
  readonly before: CompiledRuleset
  readonly after: CompiledRuleset
  /** The flag, and those that need it. */
  readonly flagKeys: readonly string[]
}

/** The flag as it is and as it would be, each among the flags that it concerns. */
export function compileBothWays(
  database: Queryable,
  { environment, flag, row }: StoredFlag,
  draft: ConfigurationPart,
): BothWays {
  const step = { key: flag.key, before: assembleFlag(flag, row), after: assembleFlag(flag, draft) }
  return compileFlagBothWays(database, environment, step)
}

export interface WireFlagStep {
  readonly key: string
  /** `undefined` where edges do not have it. */
  readonly before: Flag | undefined
  readonly after: Flag | undefined
}

export function compileFlagBothWays(
  database: Queryable,
  environment: Environment,
  { key: flagKey, before, after }: WireFlagStep,
): BothWays {
  const others = flagsThatNeed(database, environment.id, { key: flagKey, assemble: assembleFlag })
  const compileWith = (root: Flag | undefined): CompiledRuleset => {
    const roots = root === undefined ? others : [root, ...others]
    return compilePartialRuleset(
      environment,
      withAllNeeded(database, environment, { roots, assemble: assembleFlag, ids: 'all' }),
    )
  }
  const flagKeys = [flagKey, ...others.map(({ key }) => key)]
  return { before: compileWith(before), after: compileWith(after), flagKeys }
}

/** Both rulesets are decided for everybody before anybody else is answered. */
function problemsOfSize(
  contexts: readonly EvaluationContext[],
  flagKeys: readonly string[],
  rulesets: readonly CompiledRuleset[],
): readonly Problem[] {
  const steps = rulesets.map((ruleset) => flagKeys.reduce((sum, key) => sum + stepsOf(ruleset, key), 0))
  const most = Math.floor(
    Math.min(LIMITS.decisionsPerPreview / flagKeys.length, LIMITS.stepsPerPreview / Math.max(1, ...steps)),
  )
  if (contexts.length <= most) return []
  const work = `flags to decide for each: ${flagKeys.length}, steps to decide them: ${Math.max(...steps)}`
  return [{ path: ['contexts'], message: `expected at most ${most} items, got ${contexts.length} (${work})` }]
}

function stepsOf(ruleset: CompiledRuleset, key: string): number {
  const flag = ruleset.flag(key)
  return flag?.state === 'decidable' ? flag.steps : 0
}

function firstWithin(changes: readonly PreviewedChange[], maxLength: number): readonly PreviewedChange[] {
  let left = maxLength
  const end = changes.findIndex((change) => (left -= JSON.stringify(change).length + 1) < 0)
  return end < 0 ? changes : changes.slice(0, end)
}
