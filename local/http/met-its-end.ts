import type { ClientRequest } from 'node:http'

/**
 * Whether a request failed because the other side had closed the connection that it was sent over, one that was kept
 * and lay idle: nothing was read of it, so it may be sent again, as every browser does.
 */
export function metItsEnd({ reusedSocket }: Pick<ClientRequest, 'reusedSocket'>, cause: Error): boolean {
  return reusedSocket && 'code' in cause && cause.code === 'ECONNRESET'
}
