import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u

/**
 * Why a text cannot be a name (a flag key, a variant); `undefined` when it can. Any Unicode may be in a name, also `/`,
 * `%` and `__proto__`; what could not travel in a URL path, a header or UTF-8 unchanged may not.
 */
export function problemOfName(text: string): string | undefined {
  if (text === '') return 'expected at least 1 character'
  if (text !== text.trim()) return 'expected no space at the start or the end'
  if (CONTROL.test(text)) return 'expected no control characters'
  if (!text.isWellFormed()) return 'expected well-formed Unicode (no lone surrogates)'
  if (text === '.' || text === '..') return 'expected a name that a URL path can hold, not "." or ".."'
  return undefined
}

/** A name of at most `maxLength` UTF-16 code units. */
export function nameSchema(maxLength: number): z.ZodMiniType<string> {
  return z.string().check(
    z.maxLength(maxLength),
    z.check((payload) => {
      const message = problemOfName(payload.value)
      if (message !== undefined) payload.issues.push({ code: 'custom', input: '', message })
    }),
  )
}

/** Stands for flags that do not exist, asked for with a key that anybody may hold: invented names cost no table rows. */
export const OTHER_FLAG = '__other__'

export const flagKeySchema: z.ZodMiniType<string> = nameSchema(LIMITS.flagKeyLength).check(
  z.refine((key) => key !== OTHER_FLAG, `${OTHER_FLAG} is kept for counting flags that do not exist`),
)
export const variantNameSchema: z.ZodMiniType<string> = nameSchema(LIMITS.variantNameLength)

/** Generated, unique across projects; it alone appears in keys, Redis, envelopes and edge URLs. */
export const environmentIdSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(/^[a-z0-9]{12}$/, 'expected 12 characters of a-z and 0-9'))
