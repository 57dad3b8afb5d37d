import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import type { Flag } from '../contracts/flag.ts'
import { describeProblems } from '../contracts/parse-result.ts'
import { encodeRuleset } from '../contracts/ruleset.ts'
import type { Segment } from '../contracts/segment.ts'
import { type CompiledRuleset, compileRuleset } from '../evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../evaluation/evaluate-flag.ts'
import { explainFlag } from '../evaluation/explain-flag.ts'
import { re2Engine } from '../evaluation/re2-engine.ts'

/** One file of conformance cases: data, so that any runtime and any language can be held to it. */
export interface ConformanceFile {
  readonly about: string
  readonly suites: readonly ConformanceSuite[]
}

/** Cases of one ruleset. */
export interface ConformanceSuite {
  readonly name: string
  /** The clock of its cases, unless they have their own. */
  readonly nowMs: number
  /** As an edge would receive them: some were never let in by a parser. */
  readonly flags: readonly unknown[]
  readonly segments: readonly unknown[]
  readonly cases: readonly ConformanceCase[]
}

export interface ConformanceCase {
  readonly name: string
  readonly flag: string
  readonly context?: unknown
  /** Instead of `context`, as JSON text: for what a JSON file cannot keep (`1e400`, `-0`, `__proto__`). */
  readonly contextText?: string
  readonly nowMs?: number
  /** The whole resolution, but for an error's message; `null` when there is no such flag. */
  readonly expected: unknown
}

/** What an implementation answered to a case, in the form of `expected`. */
export interface ConformanceAnswer {
  readonly evaluated: unknown
  readonly explained: unknown
}

/** Answers every case of a suite, in order, by evaluation and by explanation. */
export function answerSuite(suite: ConformanceSuite): readonly ConformanceAnswer[] {
  const ruleset = compileSuite(suite)
  return suite.cases.map((asked) => {
    const context = contextOf(asked)
    const nowMs = asked.nowMs ?? suite.nowMs
    const flag = ruleset.flag(asked.flag)
    const explanation = explainFlag(ruleset, asked.flag, context, nowMs)
    return {
      evaluated: comparable(flag && evaluateFlag(flag, context, nowMs)),
      explained: comparable(explanation?.resolution),
    }
  })
}

function compileSuite({ flags, segments }: ConformanceSuite): CompiledRuleset {
  const bytes = encodeRuleset({
    environment: 'conformance0',
    version: 1,
    settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
    flags: flags as readonly Flag[],
    segments: segments as readonly Segment[],
  })
  const ruleset = compileRuleset(bytes, { regex: re2Engine })
  if (!ruleset.ok) throw new Error(describeProblems(ruleset.problems))
  return ruleset.value
}

function contextOf({ context, contextText }: ConformanceCase): EvaluationContext {
  return (contextText === undefined ? context : JSON.parse(contextText)) as EvaluationContext
}

/** Messages are for people and may become better; everything else is promised. */
function comparable(resolution: Resolution | undefined): unknown {
  if (resolution === undefined) return null
  if (resolution.reason !== 'ERROR') return resolution
  return { reason: resolution.reason, errorCode: resolution.errorCode }
}
