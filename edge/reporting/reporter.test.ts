import { beforeEach, describe, expect, it } from 'vitest'
import { parseEdgeReport } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { LogEntry } from '../log.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'
import { type FakeReportSink, createFakeMarker, createFakeReportSink } from '../testing/fake-report-sink.ts'
import { ID, type TestEnvironments, createTestEnvironments } from '../testing/test-environments.ts'
import { type ShiftedRuntime, createInstantRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import type { LocationMarker } from './location-marker.ts'
import { type ReportedRefusals, watchRefusals } from './reported-refusals.ts'
import type { ReportSink } from './report-sink.ts'
import { type Reporter, createReporter } from './reporter.ts'

const request = Object.assign(new Request('https://edge.example/'), { cf: { colo: 'GRU' } })

let world: TestEnvironments
let environment: LoadedEnvironment
let runtime: ShiftedRuntime
let sink: FakeReportSink
let marker: LocationMarker
let refusals: ReportedRefusals
let lines: LogEntry[]
let reporter: Reporter
let keyId: string | undefined

/** A further isolate of the same data centre. */
const startIsolate = (isolateSink: ReportSink = sink): Reporter =>
  createReporter({ runtime, log, sink: isolateSink, marker, refusals, openBreakersOf: () => ['contents'] })
const log = (entry: LogEntry): void => void lines.push(entry)

beforeEach(async () => {
  world = await createTestEnvironments()
  environment = await world.loaded()
  runtime = createInstantRuntime()
  sink = createFakeReportSink()
  marker = createFakeMarker(runtime.nowMs)
  refusals = watchRefusals(world.refusals)
  lines = []
  keyId = undefined
  reporter = startIsolate()
})

/** Serves one request, and waits for all that it left behind. */
const serve = async (isolate = reporter): Promise<void> => {
  const lifetime = createTestLifetime()
  isolate.noteServed({ environment, keyId }, request, lifetime)
  await lifetime.settled()
}
/** Makes the isolates' environment serve another version, which their own looks would bring. */
const replace = (version: number): void => {
  environment.ruleset = { ...environment.ruleset, version }
}
const arrivalsOf = (report: number) => sink.reports[report]?.environments[0]?.arrivals

describe('the report of a minute', () => {
  it('says where it comes from, what is served, how old it is and what is not waited for', async () => {
    environment.newestAtMs = runtime.nowMs() - 1_500
    await serve()
    expect(sink.reports).toEqual([
      {
        format: 1,
        location: 'GRU',
        environments: [
          { environment: ID, version: 1, ageMs: 1_500, openBreakers: ['contents'], refusals: [], arrivals: [] },
        ],
        keys: [],
      },
    ])
    expect(parseEdgeReport(sink.reports[0])).toMatchObject({ ok: true })
  })

  it('comes once, however many requests and isolates there are in the data centre', async () => {
    const other = startIsolate()
    for (let second = 0; second < 60; second++) {
      await serve()
      await serve(other)
      runtime.shift(1_000)
    }
    expect(sink.reports).toHaveLength(1)
    runtime.shift(2_000)
    await serve()
    await serve(other)
    expect(sink.reports).toHaveLength(2)
  })

  it('does not come from an environment that nobody asks for', async () => {
    await serve()
    runtime.shift(600_000)
    const idle = environment
    environment = { ...environment, id: 'bbbbbbbbbbbb' }
    await serve()
    expect(sink.reports[1]?.environments.map((each) => each.environment)).toEqual(['bbbbbbbbbbbb'])
    environment = idle
  })

  it('counts what was refused since the last one', async () => {
    await serve()
    for (let i = 0; i < 3; i++) refusals.add(ID, 'head', 'bad_signature')
    runtime.shift(62_000)
    await serve()
    runtime.shift(62_000)
    await serve()
    const counts = sink.reports.map(({ environments }) => environments[0]?.refusals)
    expect(counts).toEqual([[], [{ part: 'head', reason: 'bad_signature', count: 3 }], []])
    expect(refusals.counts().refused).toEqual({ 'head.bad_signature': 3 })
  })

  it('goes on after the clock stepped back', async () => {
    marker = { claim: () => Promise.resolve(true) }
    reporter = startIsolate()
    await serve()
    runtime.shift(-3_600_000)
    await serve()
    expect(sink.reports).toHaveLength(2)
  })
})

describe('a new version', () => {
  it('is told at once, with how long nobody had asked before', async () => {
    await serve()
    runtime.shift(4_000)
    replace(2)
    await serve()
    expect(arrivalsOf(1)).toEqual([{ version: 2, afterVersion: 1, servedForMs: 0, quietForMs: 4_000 }])
  })

  it('is not one for an isolate that begins with it', async () => {
    replace(7)
    await serve()
    expect(arrivalsOf(0)).toEqual([])
  })

  it('is told by one isolate of the data centre', async () => {
    const other = startIsolate()
    await serve()
    await serve(other)
    runtime.shift(2_000)
    replace(2)
    await serve()
    await serve(other)
    expect(sink.reports).toHaveLength(2)
  })

  it('is told with those that come in the same second, each with its own time', async () => {
    await serve()
    runtime.shift(2_000)
    for (const version of [2, 3, 4]) {
      replace(version)
      await serve()
      runtime.shift(400)
    }
    await serve()
    expect(sink.reports).toHaveLength(3)
    expect(arrivalsOf(1)).toMatchObject([{ version: 2, servedForMs: 0 }])
    expect(arrivalsOf(2)).toMatchObject([
      { version: 3, afterVersion: 2, servedForMs: 800 },
      { version: 4, afterVersion: 3, servedForMs: 400 },
    ])
  })
})

describe('while the origin takes no report', () => {
  it('asks it once a minute, says so once, and tells everything later as it was', async () => {
    await serve()
    sink.isFailing = true
    runtime.shift(1_000)
    replace(2)
    refusals.add(ID, 'access', 'malformed')
    for (let second = 0; second < 120; second++) {
      await serve()
      runtime.shift(1_000)
    }
    expect(sink.missed.length).toBeGreaterThan(1)
    expect(sink.missed.length).toBeLessThanOrEqual(4)
    sink.isFailing = false
    runtime.shift(62_000)
    await serve()
    expect(arrivalsOf(1)).toEqual([{ version: 2, afterVersion: 1, servedForMs: 182_000, quietForMs: 1_000 }])
    expect(sink.reports[1]?.environments[0]?.refusals).toEqual([{ part: 'access', reason: 'malformed', count: 1 }])
    expect(lines.map(({ event }) => event)).toEqual(['report_not_taken', 'reports_taken_again'])
  })

  it('does not start a second report beside one that hangs', async () => {
    let sent = 0
    const hanging = { send: () => new Promise<void>(() => (sent += 1)) }
    reporter = startIsolate(hanging)
    reporter.noteServed({ environment, keyId }, request, createTestLifetime())
    replace(2)
    runtime.shift(2_000)
    reporter.noteServed({ environment, keyId }, request, createTestLifetime())
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent).toBe(1)
  })
})

const keysOf = () => sink.reports.map(({ keys }) => keys.map(({ id, usedForMs }) => [id, usedForMs]))
const serveWith = async (key: string, isolate = reporter): Promise<void> => {
  keyId = key
  await serve(isolate)
}

describe('keys that were used', () => {
  it('are told once a minute, each with the time since its last use', async () => {
    await serveWith('k1')
    runtime.shift(30_000)
    await serveWith('k1')
    await serveWith('k2')
    runtime.shift(32_000)
    await serveWith('k3')
    expect(keysOf()).toEqual([
      [['k1', 0]],
      [
        ['k1', 32_000],
        ['k2', 32_000],
        ['k3', 0],
      ],
    ])
    expect(sink.reports.flatMap(({ keys }) => keys).every(({ environment: id }) => id === ID)).toBe(true)
  })

  it('are told by one isolate of a data centre', async () => {
    await serveWith('k1')
    await serveWith('k1', startIsolate())
    expect(keysOf()).toEqual([[['k1', 0]]])
  })

  it('are told by every isolate in its turn, with no more than one report a minute from them all', async () => {
    const isolates = [reporter, startIsolate(), startIsolate()]
    for (let second = 0; second < 300; second++) {
      for (const [number, isolate] of isolates.entries()) await serveWith(`k${number}`, isolate)
      runtime.shift(1_000)
    }
    expect(sink.reports).toHaveLength(5)
    const told = keysOf().flat()
    expect(new Set(told.map(([id]) => id))).toEqual(new Set(['k0', 'k1', 'k2']))
  })

  it('wait while the origin does not take them', async () => {
    sink.isFailing = true
    await serveWith('k1')
    sink.isFailing = false
    runtime.shift(62_000)
    await serveWith('k2')
    expect(keysOf()).toEqual([
      [
        ['k1', 62_000],
        ['k2', 0],
      ],
    ])
  })

  it('are at most as many in a report as it takes; the others come with the next one', async () => {
    for (let i = 0; i <= LIMITS.keysPerReport + 1; i++) await serveWith(`k${i}`)
    for (let minute = 0; minute < 2; minute++) {
      runtime.shift(62_000)
      await serve()
    }
    const told = keysOf().map((keys) => keys.length)
    expect(told).toEqual([1, LIMITS.keysPerReport, 1])
  })

  it('say nothing of who came without one', async () => {
    await serve()
    expect(keysOf()).toEqual([[]])
  })
})
