import { isComplete } from '../../../conditions/is-complete.ts'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'
import type { Serve } from '../../../../../shared/contracts/flag.ts'
import type { Draft } from '../../../changes/draft.ts'

/** What is not filled in yet. Most of it the API would take, and it would match nobody. */
export interface DraftGap {
  /** From 1; `undefined` for the default. */
  readonly number: number | undefined
  readonly lacks: 'condition' | 'weights'
}

export function gapsOf({ rules, defaultServe }: Draft): readonly DraftGap[] {
  const ofRules = rules.flatMap(({ if: condition, serve }, i): readonly DraftGap[] => [
    ...(condition === undefined || isComplete(condition) ? [] : [{ number: i + 1, lacks: 'condition' as const }]),
    ...gapsOfServe(serve, i + 1),
  ])
  return [...ofRules, ...gapsOfServe(defaultServe, undefined)]
}

function gapsOfServe(serve: Serve, number: number | undefined): readonly DraftGap[] {
  if ('variant' in serve) return []
  const sum = serve.split.weights.reduce((total, { weight }) => total + weight, 0)
  return sum === WHOLE ? [] : [{ number, lacks: 'weights' }]
}
