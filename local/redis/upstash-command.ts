import type { RedisCommand } from './redis-store.ts'

/** Commands that would change the state of a shared connection, or end the server. Upstash refuses them too. */
const REFUSED = new Set(
  (
    'AUTH BLMOVE BLPOP BRPOP CLIENT CONFIG DEBUG DISCARD EXEC HELLO MONITOR MULTI PSUBSCRIBE QUIT RESET SELECT ' +
    'SHUTDOWN SSUBSCRIBE SUBSCRIBE UNSUBSCRIBE UNWATCH WATCH'
  ).split(' '),
)

/** Thrown for a body that is no command; the message is the answer's `error`. */
export class MalformedCommand extends Error {}

/** One command in a body: `["SET", "key", "value", "EX", 60]`. */
export function parseCommand(body: unknown): RedisCommand {
  if (!Array.isArray(body) || body.length === 0) throw new MalformedCommand('ERR failed to parse command')
  const command = body.map(parseArgument)
  const name = (command[0] ?? '').toUpperCase()
  if (REFUSED.has(name)) throw new MalformedCommand(`ERR Command is not available: '${name}'`)
  return command
}

/** Several commands in a body: `[["SET", "a", 1], ["GET", "a"]]`. */
export function parseCommands(body: unknown): readonly RedisCommand[] {
  if (!Array.isArray(body) || body.length === 0) throw new MalformedCommand('ERR failed to parse pipeline request')
  return body.map(parseCommand)
}

function parseArgument(argument: unknown): string {
  if (typeof argument === 'string') return argument
  if (typeof argument === 'number' || typeof argument === 'boolean') return String(argument)
  throw new MalformedCommand('ERR failed to parse command: an argument is not a string, a number or a boolean')
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new MalformedCommand('ERR failed to parse command: the body is not JSON')
  }
}
