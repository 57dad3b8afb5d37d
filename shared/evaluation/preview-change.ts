import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import type { JsonValue } from '../contracts/json.ts'
import type { CompiledRuleset } from './compiled-ruleset.ts'
import { evaluateFlag } from './evaluate-flag.ts'

/** What a draft would change for the people one looks at. */
export interface ChangePreview {
  /** In the order of the contexts, and for each of the flags. */
  readonly changes: readonly PreviewedChange[]
  /** How many of the contexts have at least one change. */
  readonly changedContexts: number
}

export interface PreviewedChange {
  /** Which of the contexts. */
  readonly context: number
  readonly flag: string
  /** `FLAG_NOT_FOUND` where a ruleset does not have the flag. */
  readonly before: Resolution
  readonly after: Resolution
}

export interface PreviewQuestion {
  readonly before: CompiledRuleset
  readonly after: CompiledRuleset
  readonly contexts: readonly EvaluationContext[]
  readonly nowMs: number
  /** Only these; every flag of either ruleset when absent. */
  readonly flagKeys?: readonly string[]
}

/**
 * Who gets something else by a draft, and from what to what. Something else is another value, another variant or
 * another error; the same variant by another rule is no change to anybody.
 */
export function previewChange({ before, after, contexts, nowMs, flagKeys }: PreviewQuestion): ChangePreview {
  const keys = flagKeys ?? [...new Set([...before.flagKeys, ...after.flagKeys])]
  const changes = contexts.flatMap((context, i) =>
    keys.flatMap((flag) => {
      const was = resolve(before, flag, context, nowMs)
      const becomes = resolve(after, flag, context, nowMs)
      return isSame(was, becomes) ? [] : [{ context: i, flag, before: was, after: becomes }]
    }),
  )
  return { changes, changedContexts: new Set(changes.map(({ context }) => context)).size }
}

function resolve(ruleset: CompiledRuleset, key: string, context: EvaluationContext, nowMs: number): Resolution {
  const flag = ruleset.flag(key)
  if (flag !== undefined) return evaluateFlag(flag, context, nowMs)
  return { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND', errorMessage: 'not in the ruleset' }
}

function isSame(a: Resolution, b: Resolution): boolean {
  if ('variant' in a && 'variant' in b) return a.variant === b.variant && isSameJson(a.value, b.value)
  if (a.reason === 'ERROR' && b.reason === 'ERROR') return a.errorCode === b.errorCode
  return !('variant' in a) && !('variant' in b) && a.reason === b.reason
}

/** Whether two values mean the same, in whatever order the properties of objects stand. */
function isSameJson(a: JsonValue, b: JsonValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  const [first, second] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return names.every((name) => second.has(name) && isSameJson(first.get(name) ?? null, second.get(name) ?? null))
}
