import * as z from 'zod/mini'
import { ROLES } from '../access/role.ts'
import { isWellKnown } from '../secret-strength.ts'

const MAX_EMAIL_LENGTH = 254
const MIN_PASSWORD_LENGTH = 12
const MAX_PASSWORD_LENGTH = 256
/** Fewer different characters than this are a pattern. */
const MIN_DISTINCT_CHARACTERS = 5

/** In lower case: an e-mail is one account, however it is written. */
export const emailSchema = z.email('expected an e-mail address').check(z.maxLength(MAX_EMAIL_LENGTH), z.toLowerCase())

export const roleSchema = z.enum(ROLES)

/** One that somebody chooses now. Length is what counts; no rules about kinds of characters (NIST SP 800-63B). */
export const newPasswordSchema = z.string().check(
  z.minLength(MIN_PASSWORD_LENGTH, `expected at least ${MIN_PASSWORD_LENGTH} characters`),
  z.maxLength(MAX_PASSWORD_LENGTH),
  z.refine(
    (text) => new Set(text).size >= MIN_DISTINCT_CHARACTERS && !isWellKnown(text) && text.isWellFormed(),
    'too easy to guess: take a few words that have nothing to do with each other',
  ),
)

/** One that somebody says they have: what it looks like is nobody's business. */
export const passwordSchema = z.string().check(z.maxLength(MAX_PASSWORD_LENGTH))
