import { expect } from 'vitest'
import type { EdgeAnswer } from '../harness/in-process-edge.ts'
import { type ModelKey, isLive } from './model-truth.ts'
import type { ModelIsolate, ModelWorld } from './model-world.ts'

const BULK = '/ofrep/v1/evaluate/flags'
const PEOPLE = ['ana', 'joão', '😀'] as const

/** All that a request waits for Redis where something can be served, and where nothing can. */
const WARM_WAIT_MS = 250
const COLD_WAIT_MS = 3_000
/** The bound for keys and versions. */
const CERTAIN_MS = 5_250
/** By then an isolate that saw a fault waits for Redis again, and after it for a body that hung. */
const FORGIVEN_MS = 10_000
const BODY_FORGIVEN_MS = 15_000

/** Asks an isolate with every key that the model knows, and holds what it says against the invariants. */
export async function checkIsolate(world: ModelWorld, isolate: ModelIsolate): Promise<void> {
  for (const key of world.truth.keys) {
    const wasWarm = isolate.floor > 0
    const beganAtMs = Date.now()
    const context = { targetingKey: PEOPLE[beganAtMs % PEOPLE.length] ?? '' }
    const answer = await world.clock.until(isolate.edge.ask(BULK, { key: key.text, context }))
    const said = `${isolate.name}, ${key.kind} key ${key.id}: ${JSON.stringify(answer)}`
    expect(Date.now() - beganAtMs, `${said}: how long it waited`).toBeLessThanOrEqual(
      wasWarm ? WARM_WAIT_MS : COLD_WAIT_MS,
    )
    checkAdmission(world, isolate, { key, answer, said })
    if (answer.status === 200) checkContent(world, isolate, { key, answer, said, context })
  }
}

interface Asked {
  readonly key: ModelKey
  readonly answer: EdgeAnswer
  /** For whoever reads why it failed. */
  readonly said: string
}

/** Invariants 3 and 5: who is served, and who is not any more. */
function checkAdmission({ sight }: ModelWorld, isolate: ModelIsolate, { key, answer, said }: Asked): void {
  const isAlive = isLive(key, Date.now())
  const isForgiven = sight.wellForMs() >= FORGIVEN_MS
  const isKnown = isForgiven && sight.keyForMs(key, isAlive) > CERTAIN_MS
  expect([200, 401, 503], `${said}: how it may end`).toContain(answer.status)
  if (isAlive) {
    if (isKnown) expect(answer.status, `${said}: a live key, known for long`).toBe(200)
    return
  }
  const isExpired = key.expiresAtMs !== null && Date.now() >= key.expiresAtMs
  if (isKnown || isExpired) expect(answer.status, `${said}: a dead key, known for long`).not.toBe(200)
  if (isolate.refused.has(key.text)) expect(answer.status, `${said}: it was refused before`).not.toBe(200)
  if (answer.status === 401) isolate.refused.add(key.text)
}

/** Invariants 1, 2 and 5: what is served was committed, is decided rightly, is not older than before, and is for this key. */
function checkContent(
  { truth, sight }: ModelWorld,
  isolate: ModelIsolate,
  { key, answer, said, context }: Asked & { readonly context: { readonly targetingKey: string } },
): void {
  const { version = 0, body } = answer
  expect(truth.isCommitted(version), `${said}: a version that was committed`).toBe(true)
  expect(version, `${said}: never older than before`).toBeGreaterThanOrEqual(isolate.floor)
  isolate.floor = version
  const flags = truth.answers(version, { kind: key.kind, context, nowMs: Date.now() })
  expect(body, `${said}: what the evaluator gives`).toEqual({ flags, metadata: { version } })
  const newest = sight.version()
  if (sight.wellForMs() >= BODY_FORGIVEN_MS && sight.versionForMs(newest) > CERTAIN_MS) {
    expect(version, `${said}: as new as what Redis has shown for long`).toBeGreaterThanOrEqual(newest)
  }
}
