import type { EvaluationContext } from '../../../shared/contracts/evaluation.ts'

/**
 * So many that every split and rule meets both kinds, and so few that their distinct answers can all be kept. A prime, so
 * that people, flags and edges, each in turn, meet in every combination.
 */
export const PEOPLE = 199

const PLANS = ['free', 'pro', 'vip'] as const

/** The same number is always the same person, here and where the oracle judges. */
export function contextOf(person: number): EvaluationContext & { readonly targetingKey: string } {
  return { targetingKey: `person-${person}`, plan: PLANS[person % PLANS.length] ?? 'free', age: 18 + (person % 60) }
}
