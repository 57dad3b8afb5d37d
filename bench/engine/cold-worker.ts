/**
 * One cold start, in a process that has loaded the code and evaluated nothing: from a document's bytes to the first
 * answer (`open`), or the decoding and parsing of the same content (`parse`), and what stays in memory of it.
 */
import { readFileSync } from 'node:fs'
import { USERS } from '../workloads.mjs'
import type { EngineModule } from './engine.ts'
import { isEngineName, loadEngine } from './engines.ts'
import type { ColdStart } from './cold.ts'

const [mode, name = '', file = ''] = process.argv.slice(2)
if (!isEngineName(name)) throw new Error(`unknown engine ${name}`)
const { open } = await loadEngine(name)
if (open === undefined) throw new Error(`${name} has no document`)

const before = memoryBytes()
const { kept, elapsedMs } = await start(open, new Uint8Array(readFileSync(file)))
const result: ColdStart = { elapsedMs, memoryBytes: memoryBytes() - before }
// Named after the weighing, so that nothing of it was collected before.
process.send?.(result, () => kept && process.disconnect())

async function start(
  load: NonNullable<EngineModule['open']>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ kept: unknown; elapsedMs: number }> {
  const [user] = USERS
  if (user === undefined) throw new Error('the workload is empty')
  const startMs = performance.now()
  if (mode === 'parse') {
    const kept: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return { kept, elapsedMs: performance.now() - startMs }
  }
  const engine = await load(bytes)
  const result = engine.w2(engine.ctx(user))
  const elapsedMs = performance.now() - startMs
  const value = engine.value === undefined ? result : engine.value(result)
  if (value !== 'r5') throw new Error(`${name}: the first answer is ${JSON.stringify(value)}, expected "r5"`)
  return { kept: engine, elapsedMs }
}

/** What is in use after collections: the heap and the buffers outside of it. */
function memoryBytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
