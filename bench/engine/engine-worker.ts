/**
 * One engine in a process of its own, so that no engine spoils another's inline caches or heap. It answers one request
 * at a time and does nothing in between.
 */
import { assertNever } from '../../shared/contracts/assert-never.ts'
import { USERS } from '../workloads.mjs'
import { calibrate, timeBatch } from './batch.ts'
import { type Workload, WORKLOADS } from './engine.ts'
import { isEngineName, loadEngine } from './engines.ts'
import type { WorkerReply, WorkerRequest } from './engine-process.ts'
import { validateEngine } from './validate-engine.ts'

const [name = '', warmUpMs, sampleMs] = process.argv.slice(2)
if (!isEngineName(name)) throw new Error(`unknown engine ${name}`)
const module = await loadEngine(name)
const engine = await module.setup()
const contexts = USERS.map((user) => engine.ctx(user))
const counts = new Map<Workload, number>()

function answer(request: WorkerRequest): WorkerReply {
  switch (request.ask) {
    case 'validate':
      return { version: module.version, problems: validateEngine(engine) }
    case 'warmUp':
      for (const workload of WORKLOADS) {
        const calibration = { warmUpMs: Number(warmUpMs), sampleMs: Number(sampleMs) }
        counts.set(workload, calibrate(workload, engine, contexts, calibration))
      }
      return {}
    case 'sample':
      return { nsEach: sample(request.workload) }
    default:
      return assertNever(request)
  }
}

/** A short batch first fills the caches that the other engines' turns have emptied. */
function sample(workload: Workload): number {
  const count = counts.get(workload) ?? 2
  timeBatch(workload, engine, contexts, Math.ceil(count / 10))
  globalThis.gc?.({ type: 'minor', execution: 'sync' })
  return timeBatch(workload, engine, contexts, count)
}

process.on('message', (request: WorkerRequest) => process.send?.(answer(request)))
process.send?.({} satisfies WorkerReply)
