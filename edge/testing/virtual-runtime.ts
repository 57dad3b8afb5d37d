import type { ShiftedRuntime } from './test-runtime.ts'

interface Timer {
  readonly atMs: number
  readonly wake: () => void
}

const STARTS_AT_MS = Date.UTC(2026, 10, 24)

/**
 * A clock that stands still while anything is done, and goes on to the next sleeper when everybody sleeps. So a wait is
 * exactly as long as what was waited for, however slow the machine is.
 */
export function createVirtualRuntime(): ShiftedRuntime {
  let timers: readonly Timer[] = []
  /** Apart from each other: setting a clock wakes nobody. */
  let elapsedMs = 0
  let offsetMs = 0
  let isRunning = false

  const run = async (): Promise<void> => {
    isRunning = true
    while (timers.length > 0) {
      await untilIdle()
      const nextAtMs = Math.min(...timers.map(({ atMs }) => atMs))
      elapsedMs = Math.max(elapsedMs, nextAtMs)
      const due = timers.filter(({ atMs }) => atMs <= elapsedMs)
      timers = timers.filter(({ atMs }) => atMs > elapsedMs)
      for (const { wake } of due) wake()
    }
    isRunning = false
  }

  return {
    nowMs: () => STARTS_AT_MS + elapsedMs + offsetMs,
    sleep: (ms) =>
      new Promise((wake) => {
        timers = [...timers, { atMs: elapsedMs + ms, wake }]
        if (!isRunning) void run()
      }),
    random: () => 0.5,
    uuid: () => crypto.randomUUID(),
    shift: (ms) => {
      offsetMs += ms
    },
  }
}

/** Turns of the event loop in which nothing is under way: promises settle each other within one. */
const IDLE_TURNS = 3

async function untilIdle(): Promise<void> {
  for (let turns = 0; turns < IDLE_TURNS; turns++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (underWay > 0) turns = -1
  }
}

/** What other threads are doing for this one: signatures, digests, decompression. */
let underWay = 0

async function watch<T>(work: Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await work
  } finally {
    underWay -= 1
  }
}

for (const name of ['sign', 'verify', 'digest'] as const) {
  const method: (...args: never[]) => Promise<unknown> = crypto.subtle[name].bind(crypto.subtle)
  Object.defineProperty(crypto.subtle, name, {
    configurable: true,
    value: (...args: never[]) => watch(method(...args)),
  })
}
const readWhole: (this: Response) => Promise<ArrayBuffer> = Reflect.get(Response.prototype, 'arrayBuffer')
Response.prototype.arrayBuffer = function readWatched(this: Response) {
  return watch(readWhole.call(this))
}
