import type { RedisCommand, RedisReply, RedisStore } from '../../local/redis/redis-store.ts'

/** A command that Redis has answered. */
export interface MeteredCommand {
  readonly name: string
  /** The first key, or the one that ends with `:head` where there is one. */
  readonly key: string
  /** Which ruleset version the answer names or the command sets, where it is about one. */
  readonly version: number | undefined
  readonly answeredAtMs: number
  readonly answerBytes: number
}

/** A store that tells of every command that passes it. */
export function createMeteredStore(store: RedisStore, note: (command: MeteredCommand) => void): RedisStore {
  const meter = (command: RedisCommand, reply: RedisReply): RedisReply => {
    note({ ...readCommand(command, reply), answeredAtMs: Date.now() })
    return reply
  }
  return {
    ...store,
    call: async (command) => meter(command, await store.call(command)),
    callAtomically: async (commands) => {
      const outcomes = await store.callAtomically(commands)
      for (const [i, outcome] of outcomes.entries()) {
        if ('result' in outcome) meter(commands[i] ?? [], outcome.result)
      }
      return outcomes
    },
  }
}

function readCommand(command: RedisCommand, reply: RedisReply): Omit<MeteredCommand, 'answeredAtMs'> {
  const [name = '', ...args] = command
  const headAt = args.findIndex((argument) => argument.endsWith(':head'))
  const key = args[Math.max(0, headAt)] ?? ''
  return { name: name.toUpperCase(), key, version: versionOf({ args, headAt, key }, reply), answerBytes: sizeOf(reply) }
}

function versionOf(
  { args, headAt, key }: { readonly args: readonly string[]; readonly headAt: number; readonly key: string },
  reply: RedisReply,
): number | undefined {
  if (headAt < 0) return numberIn(/:ruleset:(\d+)$/, key)
  // Read, the head's envelope is in the answer; written, it is among what was said. Its version stands in front.
  const texts = [Array.isArray(reply) ? reply[headAt] : reply, ...args]
  const envelope = texts.find((text): text is string => typeof text === 'string' && text.includes('"kind":"head"'))
  return numberIn(/^(\d+) /, envelope ?? '')
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function sizeOf(reply: RedisReply): number {
  if (typeof reply === 'string') return reply.length
  if (reply === null || typeof reply === 'number') return 8
  return reply.reduce((sum: number, part) => sum + sizeOf(part), 0)
}
