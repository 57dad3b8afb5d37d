import { setTimeout as sleep } from 'node:timers/promises'
import { createEvaluator } from './evaluate.ts'
import { startLoad } from './load.ts'
import type { HourlyUse } from './monthly-cost.ts'
import type { MeteredFront } from './metered-front.ts'
import type { Isolate, World } from './world.ts'

/** What is asked of Redis in an hour, while nobody edits. */
export interface RestFigures {
  /** By an isolate that knows its rules and is asked nothing. */
  readonly idle: HourlyUse
  /** By one that is asked 50 times a second. */
  readonly busy: HourlyUse
  /** By the origin, with all its environments. */
  readonly origin: HourlyUse
}

export interface CostFigures extends RestFigures {
  /** By an isolate that is asked 50 times a second under attention; without edits, each of which makes it read one body. */
  readonly attentive: HourlyUse
}

/**
 * @param world  where attention is turned off
 * @param seconds  for which each use is watched
 */
export async function measureAtRest(world: World, seconds: number): Promise<RestFigures> {
  const { isolates, originFront } = world
  // The last look behind an answer, and the last batch of usage.
  await sleep(3_000)
  const origin = meterOf([originFront])
  const idle = await watchIsolates(isolates, seconds)
  const originUse = origin(seconds)
  const busy = await whileAsked(world, () => watchIsolates(isolates, seconds))
  return { idle, busy, origin: originUse }
}

export function measureAttentive(world: World, seconds: number): Promise<HourlyUse> {
  return whileAsked(world, () => whileAttentive(world.api, () => watchIsolates(world.isolates, seconds)))
}

/** A raise lasts for a minute at most, and is renewed in its second half. */
async function whileAttentive<T>(api: World['api'], work: () => Promise<T>): Promise<T> {
  await api.raiseAttention()
  // Until every isolate has looked.
  await sleep(2_000)
  const timer = setInterval(() => void api.raiseAttention(), 10_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** What isolates ask of Redis in an hour as they are now. */
async function watchIsolates(isolates: readonly Isolate[], seconds: number): Promise<HourlyUse> {
  const meter = meterOf(isolates.map(({ front }) => front))
  await sleep(seconds * 1_000)
  return meter(seconds)
}

async function whileAsked<T>({ isolates, api }: World, work: () => Promise<T>): Promise<T> {
  const evaluators = isolates.map(({ url }) => createEvaluator(url, api.serverKey))
  const loads = evaluators.map(startLoad)
  try {
    return await work()
  } finally {
    await Promise.all(loads.map((load) => load.stop()))
    for (const { close } of evaluators) close()
  }
}

/** @returns a reading for the seconds that have passed, per front and hour */
function meterOf(fronts: readonly MeteredFront[]): (seconds: number) => HourlyUse {
  const from = fronts.map(({ commands }) => commands.length)
  return (seconds) => {
    const since = fronts.flatMap(({ commands }, i) => commands.slice(from[i]))
    const perHour = 3_600 / seconds / fronts.length
    const bytes = since.reduce((sum, { answerBytes }) => sum + answerBytes, 0)
    return { commands: since.length * perHour, bytes: bytes * perHour }
  }
}
