/** What an isolate takes from its surroundings; injected, so that tests own time and chance. */
export interface Runtime {
  /** Milliseconds since the epoch. On Workers it stands still from one I/O operation to the next. */
  readonly nowMs: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  readonly uuid: () => string
}

/** The part of a request's execution context that lets work outlive its answer. */
export interface Lifetime {
  waitUntil(work: Promise<unknown>): void
}

export const workerRuntime: Runtime = {
  nowMs: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
  uuid: () => crypto.randomUUID(),
}
