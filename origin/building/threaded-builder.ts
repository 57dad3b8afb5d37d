import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { BuildOutcome, RulesetBuilder } from './ruleset-builder.ts'

export interface ThreadData {
  readonly databaseFile: string
}

export interface BuildOrder {
  /** Comes back in the reply. */
  readonly number: number
  readonly environmentId: string
}

export type ThreadReply =
  | { readonly number: number; readonly outcome: BuildOutcome }
  | { readonly number: number; readonly failure: string }

export interface ThreadedBuilder extends RulesetBuilder {
  readonly close: () => Promise<void>
}

/** The largest ruleset takes a few seconds when nothing was kept; what takes longer will not end. */
const BUILD_MS = 60_000
/** Its garbage is megabytes that live for one build: more room for them would only be memory that nobody gives back. */
const YOUNG_GENERATION_MB = 16
/**
 * V8 lets a heap grow by hundreds of megabytes before it looks for what is garbage, and reading ahead leaves much of that.
 * The first holds for threads that are started from then on, the second for the whole process.
 */
const HEAP_FLAGS = ['--initial-old-space-size=32', '--heap-growing-percent=50'] as const
const THREAD = new URL('thread.mjs', import.meta.url)

interface Waiter {
  readonly resolve: (outcome: BuildOutcome) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiters: Map<number, Waiter>
}

/**
 * Builds in a thread of its own, which reads the database itself: requests are answered meanwhile. A thread that died
 * fails what it was building; the next build starts another one.
 */
export function createThreadedBuilder(databaseFile: string): ThreadedBuilder {
  let orders = 0

  const start = (): Thread => {
    const data: ThreadData = { databaseFile }
    for (const flag of HEAP_FLAGS) setFlagsFromString(flag)
    const worker = new Worker(THREAD, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    const started: Thread = { worker, waiters: new Map() }
    const end = (error: Error): void => {
      if (thread === started) thread = undefined
      for (const { reject } of started.waiters.values()) reject(error)
      started.waiters.clear()
    }
    worker.on('message', (reply: ThreadReply) => settle(started, reply))
    worker.on('error', end)
    worker.on('exit', (code) => end(new Error(`the building thread ended with code ${code}`)))
    // After the listeners, which hold the process: one that could not start, or has ended its work, ends by itself.
    worker.unref()
    return started
  }

  // At once: it loads its code and reads ahead before somebody waits for it.
  let thread: Thread | undefined = start()

  return {
    build: (environmentId) =>
      new Promise((resolve, reject) => {
        const { worker, waiters } = (thread ??= start())
        const number = ++orders
        // Ending the thread rejects through its `exit`.
        const timer = setTimeout(() => void worker.terminate(), BUILD_MS)
        waiters.set(number, {
          resolve: (outcome) => {
            clearTimeout(timer)
            resolve(outcome)
          },
          reject: (error) => {
            clearTimeout(timer)
            reject(error)
          },
        })
        const order: BuildOrder = { number, environmentId }
        worker.postMessage(order, [])
      }),
    close: async () => {
      await thread?.worker.terminate()
    },
  }
}

function settle({ waiters }: Thread, reply: ThreadReply): void {
  const waiter = waiters.get(reply.number)
  waiters.delete(reply.number)
  if ('outcome' in reply) waiter?.resolve(reply.outcome)
  else waiter?.reject(new Error(reply.failure))
}
