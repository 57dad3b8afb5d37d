import type { Request } from 'express'
import { OriginError } from '../errors/origin-error.ts'

/**
 * Reads a query string whose parameters are each given at most once; anything else (another name, a repetition) is
 * refused, so that a misspelt filter never means "no filter".
 */
export function readQuery<Name extends string>(
  request: Request,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {}
  for (const [given, value] of Object.entries(request.query)) {
    const name = names.find((known) => known === given)
    if (name === undefined) throw invalidQuery(given, 'unknown parameter')
    if (typeof value !== 'string') throw invalidQuery(given, 'expected once')
    values[name] = value
  }
  return values
}

export function invalidQuery(parameter: string, detail: string): OriginError {
  return new OriginError('invalid_query', `${parameter}: ${detail}`, { problems: [{ parameter, detail }] })
}
