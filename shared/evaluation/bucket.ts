import type { EvaluationContext } from '../contracts/evaluation.ts'
import type { Bucketing } from '../contracts/flag.ts'
import { compileAttribute } from './attribute.ts'
import { SCHEMES } from './bucketing/scheme.ts'

/** What is bucketed unless a rule names another attribute. */
export const TARGETING_KEY = 'targetingKey'

/** A bucket in [0, 100 000), or `MISSING_SUBJECT` when the context does not say who is to be placed. */
export type Bucketer = (context: EvaluationContext) => number

/**
 * Below every bucket and every bound. A missing attribute never means a random bucket: whoever draws one looks for this
 * first.
 */
export const MISSING_SUBJECT = -1

/**
 * Compiles the placing of a context. Texts that are not empty and finite numbers (written as JavaScript writes them)
 * can be placed; anything else counts as missing.
 */
export function compileBucketer(bucketing: Bucketing, by: string): Bucketer {
  const read = compileAttribute(by)
  const scheme = SCHEMES[bucketing.scheme]
  const { salt } = bucketing
  return (context) => {
    const value = read(context)
    if (typeof value === 'string' && value !== '') return scheme(salt, value)
    if (typeof value === 'number' && Number.isFinite(value)) return scheme(salt, String(value))
    return MISSING_SUBJECT
  }
}
