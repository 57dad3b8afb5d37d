import type { Request } from 'express'

export type Language = 'en' | 'pt-BR'

/** What the caller reads first, of what we write; English where they do not say. */
export function languageOf(request: Request): Language {
  return String(request.acceptsLanguages(['en', 'pt-BR', 'pt'])).startsWith('pt') ? 'pt-BR' : 'en'
}
