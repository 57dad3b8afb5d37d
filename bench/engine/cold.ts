import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { k2 } from '../workloads.mjs'
import { NODE_OPTIONS } from './engine-process.ts'
import { type EngineName, OURS, loadEngine } from './engines.ts'
import { type Spread, ratioOf, spreadOf } from './statistics.ts'

export interface ColdStart {
  readonly elapsedMs: number
  /** Heap and buffers that stay. */
  readonly memoryBytes: number
}

export interface ColdResult {
  readonly name: EngineName
  readonly bytes: number
  readonly openMs: Spread
  readonly parseMs: Spread
  /** Of the time to decode and parse. */
  readonly timeShare: Spread
  /** Times the bytes. */
  readonly memory: Spread
}

export interface ColdPlan {
  readonly flags: number
  readonly rounds: number
  /** Peers are for information. */
  readonly peerRounds: number
}

/** Measures every engine that starts from a document; one process per start. */
export async function measureCold(names: readonly EngineName[], plan: ColdPlan): Promise<ColdResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'))
  try {
    const results: ColdResult[] = []
    for (const name of names) {
      const result = await measureEngine(name, folder, {
        flags: plan.flags,
        rounds: name === OURS ? plan.rounds : plan.peerRounds,
      })
      if (result !== undefined) results.push(result)
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All flags are the five ordered rules of w2: about one kilobyte each in every format. */
async function measureEngine(
  name: EngineName,
  folder: string,
  { flags, rounds }: { flags: number; rounds: number },
): Promise<ColdResult | undefined> {
  const { document, plainDocument } = await loadEngine(name)
  if (document === undefined) return undefined
  const keys = { bool: [], targeting: Array.from({ length: flags }, (_, i) => k2(i)), rollout: [], variant: [] }
  const bytes = document(keys)
  const [file, plainFile] = [join(folder, `${name}.bin`), join(folder, `${name}.json`)]
  writeFileSync(file, bytes)
  writeFileSync(plainFile, plainDocument?.(keys) ?? bytes)
  const opened: ColdStart[] = []
  const parsed: ColdStart[] = []
  for (let round = 0; round < rounds; round++) {
    opened.push(await startCold('open', name, file))
    parsed.push(await startCold('parse', name, plainFile))
  }
  const openMs = opened.map(({ elapsedMs }) => elapsedMs)
  const parseMs = parsed.map(({ elapsedMs }) => elapsedMs)
  return {
    name,
    bytes: bytes.length,
    openMs: spreadOf(openMs),
    parseMs: spreadOf(parseMs),
    timeShare: ratioOf(openMs, parseMs),
    memory: spreadOf(opened.map(({ memoryBytes }) => memoryBytes / bytes.length)),
  }
}

async function startCold(mode: 'open' | 'parse', name: EngineName, file: string): Promise<ColdStart> {
  const worker = fileURLToPath(new URL('./cold-worker.ts', import.meta.url))
  const child = fork(worker, [mode, name, file], { execArgv: NODE_OPTIONS })
  let start: ColdStart | undefined
  child.once('message', (message) => (start = message as ColdStart))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (start === undefined || code !== 0) throw new Error(`${name}: the cold start ended with ${code}`)
  return start
}
