import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { ErrorCode, Resolution } from '../../shared/contracts/evaluation.ts'
import type { JsonObject } from '../../shared/contracts/json.ts'
import type { AccessRefusal, CallerKind } from '../access/authenticate.ts'

/** OFREP answers a failed evaluation by one of these; the official clients read `errorCode` in no other. */
export const ERROR_STATUS: Readonly<Record<ErrorCode, number>> = {
  PROVIDER_NOT_READY: 503,
  FLAG_NOT_FOUND: 404,
  PARSE_ERROR: 400,
  TYPE_MISMATCH: 400,
  TARGETING_KEY_MISSING: 400,
  INVALID_CONTEXT: 400,
  GENERAL: 500,
}

/**
 * One flag in an OFREP answer. No `value` means that the caller's code default holds. A client gets no error details:
 * they may name what a rule looks at.
 */
export function ofrepResult(key: string, resolution: Resolution, caller: CallerKind): JsonObject {
  if (resolution.reason === 'ERROR') {
    const { errorCode, errorMessage } = resolution
    return caller === 'srv' ? { key, errorCode, errorDetails: errorMessage } : { key, errorCode }
  }
  if (!('variant' in resolution)) return { key, reason: resolution.reason }
  return { key, value: resolution.value, reason: resolution.reason, variant: resolution.variant }
}

export function flagNotFound(key: string): JsonObject {
  return { key, errorCode: 'FLAG_NOT_FOUND', errorDetails: 'there is no such flag for this key' }
}

/** The body with which a caller is turned away. */
export function ofrepRefusal(refusal: AccessRefusal): { readonly errorCode: ErrorCode; readonly errorDetails: string } {
  switch (refusal) {
    case 'no_key':
      return { errorCode: 'GENERAL', errorDetails: 'expected a key: Authorization: Bearer <key>, or X-API-Key: <key>' }
    case 'bad_key':
      return { errorCode: 'GENERAL', errorDetails: 'the key is not valid' }
    case 'forbidden':
      return { errorCode: 'GENERAL', errorDetails: 'the key may not evaluate flags, or not from here' }
    case 'too_many':
      return { errorCode: 'GENERAL', errorDetails: 'too many invalid keys from this address' }
    case 'not_ready':
      return { errorCode: 'PROVIDER_NOT_READY', errorDetails: 'the flags of this environment are not loaded yet' }
    default:
      return assertNever(refusal)
  }
}
