import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { quantile } from '../propagation/quantile.ts'
import { CALLS, type CallName } from './calls.ts'
import { type Load, drive, medianMs } from './load.ts'
import type { World } from './world.ts'

/** One entry for each round, in milliseconds. */
export interface CallFigures {
  readonly ours: readonly number[]
  readonly constant: readonly number[]
  /** Timed in the same round, where a call waits for the disk. */
  readonly fsync: readonly number[]
  /** Of the body that both answer. */
  readonly bytes: number
}

export interface Plan {
  readonly rounds: number
  readonly seconds: number
}

export const CALL_NAMES = Object.keys(CALLS) as readonly CallName[]

const FSYNCS = 50
/** SQLite’s page. */
const PAGE_BYTES = 4_096

/** Every round asks every call of the origin and then of the constant. */
export async function measureCalls(
  world: World,
  { rounds, seconds }: Plan,
): Promise<ReadonlyMap<CallName, CallFigures>> {
  const texts = await readAnswers(world)
  const constants = await world.startConstants(texts)
  const samples = CALL_NAMES.map((name) => ({
    name,
    ours: [] as number[],
    constant: [] as number[],
    fsync: [] as number[],
  }))
  const loadOf = (name: CallName): Load => ({ ...CALLS[name], url: world.url, headers: world.headers })
  const constantOf = (name: CallName): Load => {
    const load = loadOf(name)
    return { ...load, url: constants, calls: load.calls.map((call) => ({ ...call, path: `/${name}` })) }
  }
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, ours, constant, fsync } of samples) {
      const taken = medianMs(await drive(loadOf(name), { seconds }))
      const least = medianMs(await drive(constantOf(name), { seconds }))
      if (round === 0) continue
      ours.push(taken)
      constant.push(least)
      fsync.push(timeFsync(world.directory))
    }
  }
  return new Map(samples.map(({ name, ...figures }) => [name, { ...figures, bytes: texts[name]?.length ?? 0 }]))
}

async function readAnswers({ url, headers }: World): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const name of CALL_NAMES) {
    const { method, calls } = CALLS[name]
    const first = calls[0]
    if (first === undefined) throw new Error(`nothing is asked for ${name}`)
    const { path, body } = first
    const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
    texts[name] = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${texts[name]}`)
  }
  return texts
}

/** A page at the end of a file and one wait for the disk, as a commit does it; the median of some. */
function timeFsync(directory: string): number {
  const file = openSync(join(directory, 'fsync'), 'a')
  const page = Buffer.alloc(PAGE_BYTES, 1)
  const times = Array.from({ length: FSYNCS }, () => {
    const startedAtMs = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    return performance.now() - startedAtMs
  })
  closeSync(file)
  return quantile(times, 0.5)
}
