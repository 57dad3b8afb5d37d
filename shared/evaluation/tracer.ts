import type { Watch } from './compilation.ts'
import type { StepNote, TraceStep } from './trace.ts'

/** Writes down what compiled functions do, each step with the steps inside it. */
export interface Tracer {
  readonly watch: Watch
  /** What was written down since the last call. */
  readonly take: () => readonly TraceStep[]
}

/** For one evaluation at a time. */
export function createTracer(): Tracer {
  let steps: TraceStep[] = []
  return {
    watch: (run, describe) => (context, nowMs) => {
      const outer = steps
      steps = []
      const outcome = run(context, nowMs)
      const inner = steps
      steps = outer
      const note: StepNote = describe(outcome, context, nowMs)
      steps.push({ ...note, steps: inner })
      return outcome
    },
    take: () => {
      const taken = steps
      steps = []
      return taken
    },
  }
}
