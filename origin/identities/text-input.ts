import * as z from 'zod/mini'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { nameSchema } from '../../shared/contracts/name.ts'

/** What people call a thing: a project, an environment, a key. */
export const displayNameSchema = nameSchema(100)

/** A word that sorts flags; found by its exact text. */
export const tagSchema = nameSchema(50)

/** The key of a project or an environment; it stands in URLs. */
export const slugSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected 1 to 64 characters of a-z, 0-9 and -, the first not -'))

/** Free text. A lone surrogate could not be stored and read back unchanged. */
export const descriptionSchema: z.ZodMiniType<string | null> = z.nullable(
  z.string().check(
    z.maxLength(LIMITS.textLength),
    z.refine((text) => text.isWellFormed(), 'expected well-formed Unicode (no lone surrogates)'),
  ),
)
