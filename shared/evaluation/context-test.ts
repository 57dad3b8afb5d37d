import type { EvaluationContext } from '../contracts/evaluation.ts'

/** Whatever is asked of a context at a time is compiled to this shape. */
export type ContextFunction<Outcome> = (context: EvaluationContext, nowMs: number) => Outcome

export type ContextTest = ContextFunction<boolean>
