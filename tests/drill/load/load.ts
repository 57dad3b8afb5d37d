import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadReport, LoadSays, LoadTick } from './load-messages.ts'

export interface LoadTarget {
  readonly edges: readonly string[]
  readonly key: string
  readonly flags: readonly string[]
}

/** 200 evaluations a second, in a process of their own. */
export interface Load {
  /** Figures from here on are kept under this name. */
  phase(name: string): void
  askEdges(edges: readonly string[]): void
  useKey(key: string): void
  /** Waits until each of these edges has answered by this version or a higher one. */
  untilSeen(version: number, edges: readonly string[], withinMs: number): Promise<Seen>
  readonly tick: LoadTick
  stop(): Promise<LoadReport>
}

/** `atMs`: when the last of the edges showed it, in milliseconds since the epoch. */
export type Seen = { readonly ok: true; readonly atMs: number } | { readonly ok: false }

const POLL_MS = 50

/** The load is running, in the phase `warm-up`, when this resolves. */
export async function startLoad(target: LoadTarget): Promise<Load> {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  let tick: LoadTick = { requests: 0, failures: 0, seen: [] }
  const order = (message: LoadOrder): void => void child.send(message)
  const reported = new Promise<LoadReport>((resolve, reject) => {
    child.on('message', (said: LoadSays) => {
      if (said.kind === 'tick') tick = said.tick
      else resolve(said.report)
    })
    child.once('exit', () => reject(new Error('the load ended before it was told to')))
  })
  reported.catch(() => undefined)
  order({ do: 'phase', phase: 'warm-up' })
  order({ do: 'start', ...target })
  await Promise.race([once(child, 'message'), reported])
  return {
    phase: (phase) => order({ do: 'phase', phase }),
    askEdges: (edges) => order({ do: 'edges', edges }),
    useKey: (key) => order({ do: 'key', key }),
    untilSeen: async (version, edges, withinMs) => {
      const deadline = performance.now() + withinMs
      for (;;) {
        const times = edges.map((edge) => tick.seen.find((seen) => seen.edge === edge && seen.version >= version)?.atMs)
        if (times.every((atMs) => atMs !== undefined)) return { ok: true, atMs: Math.max(...times) }
        if (performance.now() > deadline) return { ok: false }
        await sleep(POLL_MS)
      }
    },
    get tick() {
      return tick
    },
    stop: async () => {
      order({ do: 'stop' })
      const report = await reported
      child.kill()
      return report
    },
  }
}
