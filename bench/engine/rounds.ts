import { type Workload, WORKLOADS } from './engine.ts'
import type { EngineName } from './engines.ts'
import type { EngineProcess } from './engine-process.ts'

/** Nanoseconds per evaluation, one entry per round. */
export type Samples = ReadonlyMap<EngineName, Readonly<Record<Workload, readonly number[]>>>

/** Every round asks every engine once for every workload; each round starts with another engine. */
export async function runRounds(engines: readonly EngineProcess[], rounds: number): Promise<Samples> {
  const samples = new Map<EngineName, Record<Workload, number[]>>(engines.map(({ name }) => [name, noSamples()]))
  for (let round = 0; round < rounds; round++) {
    for (const workload of WORKLOADS) {
      for (let turn = 0; turn < engines.length; turn++) {
        const engine = engines[(turn + round) % engines.length]
        if (engine === undefined) continue
        const { nsEach } = await engine.ask({ ask: 'sample', workload })
        if (nsEach !== undefined) samples.get(engine.name)?.[workload].push(nsEach)
      }
    }
  }
  return samples
}

function noSamples(): Record<Workload, number[]> {
  return { w1: [], w2: [], w3: [], w4: [], w5: [] }
}
