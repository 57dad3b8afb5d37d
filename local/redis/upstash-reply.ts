import type { RedisOutcome, RedisReply } from './redis-store.ts'

/**
 * Encodes an outcome as the protocol's `Upstash-Encoding: base64` asks: every string except a bare `OK`, which the
 * client leaves alone too. Errors are never encoded.
 */
export function encodeOutcome(outcome: RedisOutcome, asBase64: boolean): RedisOutcome {
  if (!asBase64 || 'error' in outcome || outcome.result === 'OK') return outcome
  return { result: encodeReply(outcome.result) }
}

function encodeReply(reply: RedisReply): RedisReply {
  if (typeof reply === 'number' || reply === null) return reply
  return typeof reply === 'string' ? Buffer.from(reply).toString('base64') : reply.map(encodeReply)
}
