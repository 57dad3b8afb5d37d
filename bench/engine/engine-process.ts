import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Calibration } from './batch.ts'
import type { Workload } from './engine.ts'
import type { EngineName } from './engines.ts'

export type WorkerRequest =
  | { readonly ask: 'validate' }
  | { readonly ask: 'warmUp' }
  | { readonly ask: 'sample'; readonly workload: Workload }

export interface WorkerReply {
  readonly version?: string
  readonly problems?: readonly string[]
  readonly nsEach?: number
}

export interface EngineProcess {
  readonly name: EngineName
  readonly ask: (request: WorkerRequest) => Promise<WorkerReply>
  readonly stop: () => void
}

/** For every process that measures: TypeScript, and a collector that can be called. */
export const NODE_OPTIONS = ['--expose-gc', '--import', 'tsx']

/** Rejects when the engine cannot be loaded. */
export async function startEngine(name: EngineName, { warmUpMs, sampleMs }: Calibration): Promise<EngineProcess> {
  const worker = fileURLToPath(new URL('./engine-worker.ts', import.meta.url))
  const child = fork(worker, [name, String(warmUpMs), String(sampleMs)], { execArgv: NODE_OPTIONS })
  await nextReply(child)
  return {
    name,
    ask: (request) => {
      const reply = nextReply(child)
      child.send(request)
      return reply
    },
    stop: () => child.kill(),
  }
}

async function nextReply(child: ChildProcess): Promise<WorkerReply> {
  const settled = new AbortController()
  const { signal } = settled
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([reply]) => reply as WorkerReply),
      once(child, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`the engine's process ended (${code})`)),
      ),
    ])
  } finally {
    settled.abort()
  }
}
