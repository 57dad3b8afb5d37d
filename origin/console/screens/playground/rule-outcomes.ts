import type { TraceStep } from '../../../../shared/evaluation/trace.ts'

export type RuleState = 'served' | 'left' | 'unmatched' | 'off' | 'unreached'

/** What came of one rule. */
export interface RuleOutcome {
  readonly ruleId: string
  /** As people count them, from 1. */
  readonly number: number
  /** `left`: it concerned the person and its rollout did not take them. `unreached`: an earlier one had decided. */
  readonly state: RuleState
  /** What it asked of the person. */
  readonly conditions: readonly TraceStep[]
  /** How the person was drawn. */
  readonly draws: readonly TraceStep[]
}

/** Every rule of a configuration with what a trace says of it. */
export function ruleOutcomes(
  rules: readonly { readonly id: string; readonly enabled: boolean }[],
  steps: readonly TraceStep[],
): readonly RuleOutcome[] {
  return rules.map(({ id, enabled }, index) => {
    const asked = steps.find((step) => step.step === 'rule' && step.ruleId === id)
    const drawn = steps.find((step) => step.step === 'serve' && step.ruleId === id)
    return {
      ruleId: id,
      number: index + 1,
      state: enabled ? stateOf(asked, drawn) : 'off',
      conditions: asked?.steps ?? [],
      draws: drawn?.steps ?? [],
    }
  })
}

function stateOf(asked: TraceStep | undefined, drawn: TraceStep | undefined): RuleState {
  if (drawn?.step === 'serve') return drawn.served ? 'served' : 'left'
  return asked === undefined ? 'unreached' : 'unmatched'
}
