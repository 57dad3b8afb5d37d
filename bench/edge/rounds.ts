import { ALLKEYS } from '../workloads.mjs'
import { CALLS, type Call } from './calls.ts'
import type { Contender } from './contenders.ts'
import { drive } from './load.ts'
import { cpuUs, untilIdle } from './runtime-process.ts'

export interface Sample {
  readonly requests: number
  readonly perSecond: number
  readonly cpuUsPerRequest: number
  readonly p50Us: number
  readonly p99Us: number
}

/** A contender that may be timed, in its own process. */
export interface Admitted {
  readonly name: string
  readonly pid: number
  readonly contender: Contender
}

/** One entry per round; none for what a contender is not asked. */
export type Samples = ReadonlyMap<string, Readonly<Record<Call, readonly Sample[]>>>

/** Every round loads every contender once with every call; each round starts with another one. */
export async function runRounds(
  admitted: readonly Admitted[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Samples> {
  const samples = new Map(admitted.map(({ name }) => [name, { one: [] as Sample[], all: [] as Sample[] }]))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < admitted.length; turn++) {
      const entrant = admitted[(turn + round) % admitted.length]
      if (entrant === undefined) continue
      for (const call of CALLS) {
        const sample = await takeSample(entrant, call, seconds)
        if (sample !== undefined) samples.get(entrant.name)?.[call].push(sample)
      }
    }
  }
  return samples
}

/** Flags that were decided in all of a contender's samples. */
export function decisionsIn(calls: Readonly<Record<Call, readonly Sample[]>> | undefined): number {
  const requests = (call: Call) => calls?.[call].reduce((sum, sample) => sum + sample.requests, 0) ?? 0
  return requests('one') + ALLKEYS.length * requests('all')
}

async function takeSample(
  { name, pid, contender }: Admitted,
  call: Call,
  seconds: number,
): Promise<Sample | undefined> {
  const load = contender.loads[call]
  if (load === undefined) return undefined
  const before = cpuUs(pid)
  const { requests, durationUs, failed, p50Us, p99Us } = await drive(load, seconds)
  if (failed > 0) throw new Error(`${name}: ${failed} of ${requests} requests failed`)
  const cpuUsPerRequest = (cpuUs(pid) - before) / requests
  // wrk leaves up to 32 requests behind, which take the slowest contender two seconds: not at the next one's cost.
  await untilIdle(pid)
  return { requests, perSecond: requests / (durationUs / 1e6), cpuUsPerRequest, p50Us, p99Us }
}
