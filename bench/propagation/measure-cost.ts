import { setTimeout as sleep } from 'node:timers/promises'
import { createEvaluator } from './evaluate.ts'
import { startLoad } from './load.ts'
import type { HourlyUse } from './monthly-cost.ts'
import type { MeteredFront } from './metered-front.ts'
import type { Isolate, World } from './world.ts'

/** What is asked of Redis in an hour. */
export interface CostFigures {
  /** By an isolate that knows its rules and is asked nothing. */
  readonly idle: HourlyUse
  /** By one that is asked 50 times a second. */
  readonly busy: HourlyUse
  /** By the same while somebody edits; without edits, each of which makes an isolate read one body. */
  readonly attentive: HourlyUse
  /** By the origin, with all its environments, while nobody edits. */
  readonly origin: HourlyUse
}

/** @param seconds  for which each use is watched */
export async function measureCost(world: World, seconds: number): Promise<CostFigures> {
  const { isolates, originFront, api } = world
  await Promise.all(isolates.map((isolate) => wake(isolate, api.serverKey)))
  // The last look behind an answer, and the last batch of usage.
  await sleep(3_000)
  const origin = meterOf([originFront])
  const idle = await watchIsolates(isolates, seconds)
  const originUse = origin(seconds)
  const [busy, attentive] = await whileAsked(world, async () => {
    const atRest = await watchIsolates(isolates, seconds)
    return [atRest, await whileAttentive(api, () => watchIsolates(isolates, seconds))]
  })
  return { idle, busy, attentive, origin: originUse }
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

async function wake({ url }: Isolate, key: string): Promise<void> {
  const { evaluate, close } = createEvaluator(url, key)
  await evaluate()
  close()
}
