import { parseTraceparent } from '../../shared/contracts/traceparent.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../log.ts'
import { readBatch } from '../testing/sqs-stand-in.ts'
import { testDecision } from '../testing/test-decision.ts'
import { LOST, type ShiftedRuntime, createInstantRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import { keepVerdict } from './kept-verdict.ts'
import { type RecorderDependencies, createUsageRecorder } from './recorder.ts'
import type { SealedBatch } from './sealed-batch.ts'

const LIMITS = {
  buffer: { counters: 100, events: 100, eventBytes: 1_000_000 },
  outbox: { batches: 3, bytes: 1_000_000, perClaim: 200 },
}
let runtime: ShiftedRuntime
let sleep: ShiftedRuntime['sleep']
let isQueueUp: boolean
let spillRoom: number
let sent: SealedBatch[]
let taken: string[]
let spilled: string[]
let lines: LogEntry[]

beforeEach(() => {
  runtime = createInstantRuntime()
  isQueueUp = true
  spillRoom = Number.POSITIVE_INFINITY
  sent = []
  taken = []
  spilled = []
  lines = []
})

function recorder(changes: Partial<RecorderDependencies> = {}) {
  return createUsageRecorder({
    runtime,
    log: (entry) => void lines.push(entry),
    queue: {
      send: (batches) => {
        sent.push(...batches)
        if (!isQueueUp) return Promise.resolve({ left: batches, cause: 'ExpiredTokenException' })
        taken.push(...batches.map(({ text }) => text))
        return Promise.resolve({ left: [] })
      },
    },
    spill: {
      push: (_environment, texts) => {
        if (spillRoom < 0) return Promise.reject(new Error('down'))
        const pushed = texts.slice(0, spillRoom)
        spilled.push(...pushed)
        return Promise.resolve(pushed.length)
      },
    },
    pseudonymise: (environmentId, userId) => Promise.resolve(`${environmentId}/${userId}`),
    limits: LIMITS,
    ...changes,
  })
}

/** Records, and lets the window end. */
async function record(usage: ReturnType<typeof recorder>, flags: readonly string[]): Promise<void> {
  const lifetime = createTestLifetime()
  for (const flag of flags) usage.record(testDecision({ flag, atMs: runtime.nowMs() }), lifetime)
  await lifetime.settled()
}

const counted = (texts: readonly string[]) =>
  texts.flatMap((text) => readBatch(text).counters).reduce((sum, { count }) => sum + count, 0)
const droppedIn = (texts: readonly string[]) => texts.reduce((sum, text) => sum + readBatch(text).dropped, 0)

describe('the recorder', () => {
  it('sends a window once, behind its first request', async () => {
    const usage = recorder()
    const first = createTestLifetime()
    const second = createTestLifetime()
    usage.record(testDecision({ atMs: runtime.nowMs() }), first)
    usage.record(testDecision({ atMs: runtime.nowMs() }), second)
    expect(second.works).toHaveLength(0)
    await first.settled()
    expect(taken.map(readBatch)).toMatchObject([{ counters: [{ flag: 'x', count: 2 }], dropped: 0 }])
    expect(usage.unsent()).toEqual({ batches: 0, bytes: 0, dropped: 0 })
  })

  it('sends what was decided at once in the same window, and nothing for nothing', async () => {
    const usage = recorder()
    const lifetime = createTestLifetime()
    const occasion = testDecision({ atMs: runtime.nowMs() })
    usage.recordKept(occasion, [], lifetime)
    expect(lifetime.works).toHaveLength(0)
    usage.recordKept(
      occasion,
      ['a', 'b'].map((flag) => keepVerdict(testDecision({ flag }))),
      lifetime,
    )
    usage.record(testDecision({ flag: 'a', atMs: runtime.nowMs() }), lifetime)
    expect(lifetime.works).toHaveLength(1)
    await lifetime.settled()
    expect(taken.map(readBatch)).toMatchObject([{ counters: [{ count: 2 }, { count: 1 }] }])
  })

  it('begins the next window with the next decision', async () => {
    const usage = recorder()
    await record(usage, ['a'])
    await record(usage, ['b'])
    expect(counted(taken)).toBe(2)
  })

  it('tries the queue twice with the same id and the same bytes, then spills them', async () => {
    isQueueUp = false
    const usage = recorder()
    await record(usage, ['a'])
    expect(sent).toHaveLength(2)
    expect(sent[0]).toEqual(sent[1])
    expect(spilled).toEqual([sent[0]?.text])
    expect(usage.unsent().batches).toBe(0)
  })

  it('keeps what nobody takes, and sends it with the next window under its old id', async () => {
    isQueueUp = false
    spillRoom = -1
    const usage = recorder()
    await record(usage, ['a', 'a'])
    expect(usage.unsent().batches).toBe(1)
    isQueueUp = true
    await record(usage, ['b'])
    expect(taken).toContain(sent[0]?.text)
    expect(counted(taken)).toBe(3)
    expect(usage.unsent()).toEqual({ batches: 0, bytes: 0, dropped: 0 })
  })

  it('tries again behind the same request when nobody asks any more', async () => {
    isQueueUp = false
    spillRoom = -1
    sleep = (ms) => {
      isQueueUp = sent.length >= 4
      return runtime.sleep(ms)
    }
    const usage = recorder({ runtime: { ...runtime, sleep: (ms) => sleep(ms) } })
    await record(usage, ['a', 'a'])
    expect(taken).toEqual([sent[0]?.text])
    expect(usage.unsent().batches).toBe(0)
  })

  it('gives up for this request before the runtime would cut it off', async () => {
    isQueueUp = false
    spillRoom = -1
    const usage = recorder()
    const beganAtMs = runtime.nowMs()
    await record(usage, ['a'])
    expect(sent.length).toBeGreaterThan(2)
    expect(runtime.nowMs() - beganAtMs).toBeLessThan(30_000)
    expect(usage.unsent().batches).toBe(1)
  })

  it('counts as dropped what the bound pushes out, exactly once, in the next batch', async () => {
    isQueueUp = false
    spillRoom = -1
    const usage = recorder()
    for (let i = 1; i <= 10; i++)
      await record(
        usage,
        Array.from({ length: i }, () => 'a'),
      )
    isQueueUp = true
    await record(usage, ['b'])
    await record(usage, ['c'])
    await record(usage, ['d'])
    expect(counted(taken) + droppedIn(taken)).toBe(55 + 3)
    expect(droppedIn(taken)).toBeGreaterThan(0)
    expect(usage.unsent().batches).toBe(0)
  })

  it('counts as dropped what the spill list has no room for', async () => {
    isQueueUp = false
    spillRoom = 0
    const usage = recorder()
    await record(usage, ['a', 'a', 'a'])
    isQueueUp = true
    await record(usage, ['b'])
    expect(taken.map(readBatch)).toMatchObject([{ counters: [{ flag: 'b' }], dropped: 3 }])
    expect(usage.unsent().dropped).toBe(3)
  })

  it('says how many were lost once, also when the batch that told of them was lost too', async () => {
    isQueueUp = false
    spillRoom = 0
    const usage = recorder()
    for (let i = 0; i < 3; i++) await record(usage, ['a', 'a'])
    expect(usage.unsent().dropped).toBe(6)
    expect(lines.filter(({ event }) => event === 'usage_dropped').map(({ decisions }) => decisions)).toEqual([2, 2, 2])
    isQueueUp = true
    await record(usage, ['b'])
    expect(droppedIn(taken)).toBe(6)
  })

  it('says that it waits, why, and when it drops, with one line in the log for each change', async () => {
    const usage = recorder()
    await record(usage, ['a'])
    expect(usage.health()).toEqual({ status: 'ok' })
    isQueueUp = false
    await record(usage, ['a'])
    await record(usage, ['a'])
    expect(usage.health()).toEqual({ status: 'waiting', lastCause: 'ExpiredTokenException' })
    spillRoom = 0
    await record(usage, ['a'])
    expect(usage.health()).toMatchObject({ status: 'dropping' })
    spillRoom = -1
    await record(usage, ['a'])
    isQueueUp = true
    await record(usage, ['a'])
    expect(usage.health()).toMatchObject({ status: 'ok' })
    expect(lines.filter(({ event }) => event !== 'usage_dropped')).toEqual([
      { level: 'warn', event: 'usage_not_taken', taker: 'queue', cause: 'ExpiredTokenException' },
      { level: 'warn', event: 'usage_not_taken', taker: 'spill', cause: 'Error' },
      { level: 'info', event: 'usage_taken_again', taker: 'queue' },
    ])
  })

  it('survives a flush that was lost with its request', async () => {
    sleep = () => new Promise(() => undefined)
    const usage = recorder({ runtime: { ...runtime, sleep: (ms) => sleep(ms) } })
    usage.record(testDecision({ atMs: runtime.nowMs() }), LOST)
    sleep = runtime.sleep
    await record(usage, ['x'])
    expect(taken).toEqual([])
    runtime.shift(30_000)
    await record(usage, ['x'])
    expect(counted(taken)).toBe(3)
  })

  it('seals a window once, even when a lost sealing comes back', async () => {
    const late: (() => void)[] = []
    const usage = recorder({ pseudonymise: () => new Promise((resolve) => late.push(() => resolve('p'))) })
    const lost = createTestLifetime()
    usage.record(testDecision({ source: 'classic', atMs: runtime.nowMs() }), lost)
    while (late.length === 0) await Promise.resolve()
    runtime.shift(31_000)
    const next = createTestLifetime()
    usage.record(testDecision({ atMs: runtime.nowMs() }), next)
    while (late.length < 2) await Promise.resolve()
    for (const answer of late) answer()
    await Promise.all([lost.settled(), next.settled()])
    expect(counted(taken)).toBe(2)
    expect(taken.flatMap((text) => readBatch(text).events)).toHaveLength(1)
  })

  it('makes pseudonyms when it seals, and none where the environment wants plain ids or nobody was named', async () => {
    const usage = recorder()
    const lifetime = createTestLifetime()
    const plain = { events: { mode: 'all' }, userIds: 'plain' } as const
    const hidden = { ...plain, userIds: 'pseudonym' } as const
    for (const changes of [{ settings: plain }, { settings: hidden }, { settings: hidden, userId: '' }]) {
      usage.record(testDecision({ ...changes, atMs: runtime.nowMs() }), lifetime)
    }
    await lifetime.settled()
    const events = taken.flatMap((text) => readBatch(text).events)
    expect(events.map(({ userId }) => userId)).toEqual(['user-1', 'aaaaaaaaaaaa/user-1', ''])
  })
})

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const asking = (traceparent: string) =>
  testDecision({
    atMs: runtime.nowMs(),
    request: new Request('https://edge.example/', { headers: { traceparent } }),
  })
const traceIds = () => sent.map(({ traceparent }) => parseTraceparent(traceparent)?.traceId)

describe('the trace of a flush', () => {
  it('is that of the request which begins the window, and stays with a batch that is sent again', async () => {
    isQueueUp = false
    const lifetime = createTestLifetime()
    const usage = recorder()
    usage.record(asking(`00-${TRACE_ID}-b7ad6b7169203331-01`), lifetime)
    usage.record(asking(`00-${'f'.repeat(32)}-b7ad6b7169203331-01`), lifetime)
    await lifetime.settled()
    expect(sent.length).toBeGreaterThan(1)
    expect(new Set(traceIds())).toEqual(new Set([TRACE_ID]))
    expect(sent[0]?.text).not.toContain(TRACE_ID)
  })

  it.each(['', 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'is a new one where that is %j',
    async (text) => {
      const lifetime = createTestLifetime()
      recorder().record(asking(text), lifetime)
      await lifetime.settled()
      expect(traceIds()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    },
  )
})
