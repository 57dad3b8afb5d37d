import { createHash } from 'node:crypto'
import { parseInteger } from './memory-command.ts'
import { RedisError, type RedisReply } from './redis-store.ts'

/** What a script sees of Redis, like Lua's `redis.call`. */
export interface ScriptRedis {
  call(...command: string[]): RedisReply
}

/** A Lua script's equal in JavaScript. It runs alone: nothing comes between its calls. */
export type MemoryScript = (redis: ScriptRedis, keys: readonly string[], argv: readonly string[]) => RedisReply

export interface MemoryScripts {
  evaluate(redis: ScriptRedis, script: string, args: readonly string[]): RedisReply
  evaluateSha(redis: ScriptRedis, sha: string, args: readonly string[]): RedisReply
}

/**
 * There is no Lua here: EVAL runs the function that is registered for exactly that script text.
 * As in Redis, EVALSHA knows a script only after an EVAL of it.
 */
export function createMemoryScripts(scripts: ReadonlyMap<string, MemoryScript>): MemoryScripts {
  const seen = new Map<string, MemoryScript>()
  return {
    evaluate: (redis, text, args) => {
      const script = scripts.get(text)
      if (!script) throw new RedisError('reply', 'ERR this Redis has no Lua, and no equivalent of this script')
      seen.set(createHash('sha1').update(text).digest('hex'), script)
      return runScript(redis, script, args)
    },
    evaluateSha: (redis, sha, args) => {
      const script = seen.get(sha.toLowerCase())
      if (!script) throw new RedisError('reply', 'NOSCRIPT No matching script. Please use EVAL.')
      return runScript(redis, script, args)
    },
  }
}

function runScript(redis: ScriptRedis, script: MemoryScript, [countText, ...args]: readonly string[]): RedisReply {
  const count = parseInteger(countText)
  if (count < 0) throw new RedisError('reply', "ERR Number of keys can't be negative")
  if (count > args.length) {
    throw new RedisError('reply', "ERR Number of keys can't be greater than number of args")
  }
  return script(redis, args.slice(0, count), args.slice(count))
}
