import type { Resolution } from '../../shared/contracts/evaluation.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { CountedAnswer } from './load/answers.ts'
import { contextOf } from './load/people.ts'

/**
 * The pure evaluator on the rulesets that were really published: what an answer must say is what it gives for the version
 * that the answer itself names. No flag of a drill depends on time.
 */
export interface Oracle {
  /** @param ruleset  its wire form */
  learn(version: number, ruleset: string): void
  /** @returns how many answers were given that differ, or name a version that never was, with one of them as a sentence */
  judge(answers: readonly CountedAnswer[]): Judgement
}

export interface Judgement {
  readonly different: number
  readonly example: string | undefined
}

export function createOracle(): Oracle {
  const rulesets = new Map<number, CompiledRuleset>()
  const objectionTo = (answer: CountedAnswer): string | undefined => {
    const flag = rulesets.get(answer.version)?.flag(answer.flag)
    if (flag === undefined) return `${answer.flag} was never in a version ${answer.version}`
    const expected = describe(evaluateFlag(flag, contextOf(answer.person), 0))
    const got = `${answer.value} ${answer.variant} ${answer.reason}`
    if (got === expected) return undefined
    return `${answer.flag} of version ${answer.version} for person ${answer.person}: expected ${expected}, got ${got}`
  }
  return {
    learn: (version, ruleset) => {
      const compiled = compileRuleset(new TextEncoder().encode(ruleset))
      if (!compiled.ok) throw new Error(`version ${version} cannot be compiled: ${JSON.stringify(compiled.problems)}`)
      rulesets.set(version, compiled.value)
    },
    judge: (answers) => {
      let different = 0
      let example: string | undefined
      for (const answer of answers) {
        const objection = objectionTo(answer)
        if (objection === undefined) continue
        different += answer.times
        example ??= objection
      }
      return { different, example }
    },
  }
}

function describe(resolution: Resolution): string {
  if (!('variant' in resolution)) return `no variant: ${resolution.reason}`
  return `${JSON.stringify(resolution.value)} ${resolution.variant} ${resolution.reason}`
}
