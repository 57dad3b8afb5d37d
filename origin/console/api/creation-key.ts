import { ApiError, UNREACHABLE } from './api-error.ts'

/** Of a creation, drawn when its form opens: sent again, it creates nothing twice. */
export function drawCreationKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Behind a refusal something else may be sent; behind a call that got lost it is the same, and is to be done once. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code !== UNREACHABLE
}
