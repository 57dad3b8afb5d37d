import { setTimeout as sleep } from 'node:timers/promises'
import type { RedisServerProcess } from '../redis/redis-server-process.ts'
import type { ServiceEnd } from './service-process.ts'

const LOOK_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 2_000
/** One missed answer may be a long garbage collection. */
const MISSED_ANSWERS = 5

/** Resolves when nothing answers at a service's address any more, though its process may still be there. */
export async function untilUnreachable(name: string, url: string): Promise<ServiceEnd> {
  for (let missed = 0; missed < MISSED_ANSWERS; missed = (await answers(url)) ? 0 : missed + 1) {
    await sleep(LOOK_EVERY_MS, undefined, { ref: false })
  }
  return { name, exitCode: null, signal: `falling silent at ${url}`, lastLines: [] }
}

/** Resolves when the private Redis has ended. */
export async function untilRedisEnds(server: RedisServerProcess): Promise<ServiceEnd> {
  while (server.pid !== undefined) await sleep(LOOK_EVERY_MS, undefined, { ref: false })
  return { name: 'redis-server', exitCode: null, signal: 'somebody who killed it', lastLines: [] }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    return true
  } catch {
    return false
  }
}
