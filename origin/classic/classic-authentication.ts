import type { RequestHandler } from 'express'
import type { Identify } from '../access/identify.ts'
import type { Principal } from '../access/principal.ts'
import { OriginError } from '../errors/origin-error.ts'
import { setPrincipal } from '../http/api-context.ts'

/** Lets only keys pass that were made for the seed's routes. Another live key is told that it may not, and no more. */
export function requireClassicKey(identify: Identify): RequestHandler {
  return async (request, response, next) => {
    if (request.get('Authorization') === undefined) throw unauthenticated('Authorization header obrigatório')
    const principal = await identify(request, response)
    if (principal.type === 'master') throw unauthenticated('Chave de API inválida')
    if (!isClassic(principal)) throw new OriginError('forbidden', 'expected a key with the scope classic')
    setPrincipal(response, principal)
    next()
  }
}

/** Answers for `/admin/keys`, where the seed said 403 whatever was wrong. */
export function requireMasterKey(identify: Identify): RequestHandler {
  return async (request, response, next) => {
    const principal = await identify(request, response).catch(forbidUnauthenticated)
    if (principal.type !== 'master') throw forbidden()
    setPrincipal(response, principal)
    next()
  }
}

/** Answers for `/validate`, whose question is this very check. */
export function requireValidKey(identify: Identify): RequestHandler {
  return async (request, response, next) => {
    if (request.get('Authorization') === undefined) throw unauthenticated('Authorization header não encontrado')
    const principal = await identify(request, response).catch(nameInvalid)
    if (!isClassic(principal)) throw unauthenticated(INVALID_OR_INACTIVE)
    next()
  }
}

const INVALID_OR_INACTIVE = 'Chave de API inválida ou inativa'

function isClassic(principal: Principal): boolean {
  return principal.type === 'key' && principal.scopes.includes('classic')
}

function forbidUnauthenticated(error: unknown): never {
  throw isUnauthenticated(error) ? forbidden() : error
}

function nameInvalid(error: unknown): never {
  throw isUnauthenticated(error) ? unauthenticated(INVALID_OR_INACTIVE) : error
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof OriginError && error.code === 'unauthenticated'
}

function unauthenticated(sentence: string): OriginError {
  return new OriginError('unauthenticated', 'expected Authorization: Bearer with a valid key', { sentence })
}

function forbidden(): OriginError {
  return new OriginError('forbidden', 'expected the master key')
}
