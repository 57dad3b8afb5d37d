import type { RedisFaultState } from './redis-faults.ts'
import type { RedisCommand, RedisReply, RedisStore } from './redis-store.ts'

/** A store whose answers may be old or damaged; what it stores is neither. */
export function createFaultyRedisStore(store: RedisStore, faults: RedisFaultState): RedisStore {
  return {
    call: async (command) => damage(command, await store.call(command), faults),
    callAtomically: async (commands) => {
      const outcomes = await store.callAtomically(commands)
      return outcomes.map((outcome, index) =>
        'error' in outcome ? outcome : { result: damage(commands[index] ?? [], outcome.result, faults) },
      )
    },
    subscribe: (channel, listener) => store.subscribe(channel, listener),
    close: () => store.close(),
  }
}

function damage(command: RedisCommand, reply: RedisReply, faults: RedisFaultState): RedisReply {
  const { kind } = faults.data.strike(command)
  if (kind === 'flip-bit') return flipOneBit(reply)
  if (kind === 'head-before-body') return BODY_KEY.test(command[1] ?? '') ? staleReply(command, reply, faults) : reply
  return kind === 'stale' ? staleReply(command, reply, faults) : reply
}

const BODY_KEY = /^tm:[^:]+:ruleset:\d+$/

function staleReply([name = '', ...keys]: RedisCommand, reply: RedisReply, faults: RedisFaultState): RedisReply {
  switch (name.toUpperCase()) {
    case 'GET':
      return faults.staleValue(keys[0] ?? '')
    case 'EXISTS':
      return keys.filter((key) => faults.staleValue(key) !== null).length
    case 'MGET':
      return keys.map((key) => faults.staleValue(key))
    default:
      return reply
  }
}

/** The lowest bit of the byte in the middle: ASCII stays ASCII, and the length stays the same. */
function flipOneBit(reply: RedisReply): RedisReply {
  if (typeof reply === 'number' || reply === null) return reply
  if (typeof reply !== 'string') return reply.map(flipOneBit)
  const bytes = Buffer.from(reply)
  const middle = bytes.length >> 1
  const byte = bytes[middle]
  if (byte !== undefined) bytes[middle] = byte ^ 1
  return bytes.toString()
}
