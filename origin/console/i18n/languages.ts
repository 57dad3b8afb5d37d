import type { Locale } from './locale.ts'

/** Each by its own name: whoever landed in the wrong one finds theirs. */
export const LANGUAGES: readonly (readonly [Locale, string])[] = [
  ['en', 'English'],
  ['pt-BR', 'Português (Brasil)'],
]
