import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival, EnvironmentReport } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { createPublishingRepository } from '../publishing/publishing-repository.ts'
import { edgeArrivals } from '../db/schema/edge-arrivals.ts'
import { edgeLocations } from '../db/schema/edge-locations.ts'
import { EDGE_TOKEN, MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { LOCATIONS_KEPT, upsertLocation } from './propagation-repository.ts'

const ENVIRONMENT = '/api/v1/projects/default/environments/production'

let origin: TestOrigin
let environmentId: string
beforeEach(async () => {
  origin = await startTestOrigin()
  const { json } = await origin.call('GET', ENVIRONMENT)
  environmentId = (json as { id: string }).id
})
afterEach(() => origin.close())

/** Commits a change, and publishes it 40 ms later. @returns its version */
const publish = async (): Promise<number> => {
  const key = `f${origin.nowMs()}`
  await origin.call('POST', '/api/v1/projects/default/flags', { body: { key, type: 'boolean' } })
  const { version } = await read()
  origin.passMs(40)
  const published = [{ kind: 'ruleset' as const, version, outlivedVersion: 0 }]
  createPublishingRepository(origin.open.database).acknowledge(environmentId, published, origin.nowMs())
  return version
}
const report = (location: string, version: number, changes: Partial<EnvironmentReport> = {}): Promise<number> =>
  send({
    format: 1,
    location,
    environments: [
      { environment: environmentId, version, ageMs: 10, openBreakers: [], refusals: [], arrivals: [], ...changes },
    ],
  })
const send = async (body: unknown, key: string | null = EDGE_TOKEN): Promise<number> =>
  (await origin.call('POST', '/edge/v1/reports', { body, key })).status
const arrival = (version: number, changes: Partial<Arrival> = {}): Partial<EnvironmentReport> => ({
  arrivals: [{ version, afterVersion: version - 1, servedForMs: 0, quietForMs: 20, ...changes }],
})
interface View {
  readonly version: number
  readonly publishedVersion: number
  readonly locations: readonly { readonly location: string; readonly state: string }[]
  readonly publishes: readonly Record<string, unknown>[]
}
const read = async (): Promise<View> => (await origin.call('GET', `${ENVIRONMENT}/propagation`)).json as View
const statesOf = ({ locations }: View) => Object.fromEntries(locations.map(({ location, state }) => [location, state]))

describe('propagation', () => {
  it('is nothing before anything was published or reported', async () => {
    expect(await read()).toMatchObject({ environment: 'production', locations: [] })
  })

  it('says how long after its commit each location served a version, by the origin’s clock alone', async () => {
    const version = await publish()
    origin.passMs(60)
    await report('GRU', version, arrival(version))
    origin.passMs(900)
    await report('FRA', version, arrival(version, { servedForMs: 600 }))
    const view = await read()
    expect(view.publishes[0]).toMatchObject({
      version,
      servedAfterMs: { p50: 100, p99: 400, max: 400 },
      measuredLocations: 2,
      behind: [],
      pending: [],
      noTraffic: [],
    })
    expect(statesOf(view)).toEqual({ GRU: 'current', FRA: 'current' })
  })

  it('gives a version that was skipped the time of the one that replaced it', async () => {
    const skipped = await publish()
    const version = await publish()
    origin.passMs(20)
    await report('GRU', version, arrival(version, { afterVersion: skipped - 1 }))
    const { publishes } = await read()
    expect(publishes.slice(0, 2).map((each) => [each['version'], each['servedAfterMs']])).toEqual([
      [version, { p50: 60, p99: 60, max: 60 }],
      [skipped, { p50: 100, p99: 100, max: 100 }],
    ])
  })

  it('measures nothing where nobody had asked, nor where an isolate began with the version', async () => {
    const version = await publish()
    origin.passMs(3_600_000)
    await report('GRU', version, arrival(version, { quietForMs: 3_600_000 }))
    await report('FRA', version)
    expect((await read()).publishes[0]).toMatchObject({ servedAfterMs: null, measuredLocations: 0 })
  })

  it('tells who is behind from who was not asked, and from who had no time to say', async () => {
    const before = await publish()
    for (const location of ['AMS', 'BOG', 'CDG', 'DFW']) await report(location, before)
    origin.passMs(200_000)
    await report('BOG', before)
    await report('CDG', before)
    const version = await publish()
    await report('DFW', version, arrival(version))
    origin.passMs(15_000)
    await report('BOG', before, { ageMs: 15_000, openBreakers: ['source'] })
    const view = await read()
    expect(statesOf(view)).toEqual({ AMS: 'no_traffic', BOG: 'behind', CDG: 'pending', DFW: 'current' })
    expect(view.publishes[0]).toMatchObject({ version, behind: ['BOG'], pending: ['CDG'], noTraffic: ['AMS'] })
    expect(view.locations[1]).toMatchObject({ location: 'BOG', ageMs: 15_000, openBreakers: ['source'] })
  })

  it('remembers after a restart what it was told', async () => {
    await origin.close()
    const directory = mkdtempSync(join(tmpdir(), 'togglemaster-'))
    const file = join(directory, 'origin.sqlite')
    origin = await startTestOrigin({ file })
    environmentId = ((await origin.call('GET', ENVIRONMENT)).json as { id: string }).id
    const version = await publish()
    await report('GRU', version, arrival(version))
    await origin.close()
    origin = await startTestOrigin({ file })
    const view = await read()
    expect(view.publishes[0]).toMatchObject({ version, servedAfterMs: { max: 40 }, measuredLocations: 1 })
    expect(view.locations).toMatchObject([{ location: 'GRU', version }])
    await origin.close()
    rmSync(directory, { recursive: true })
    origin = await startTestOrigin()
  })

  it('keeps the time of the first isolate of a location', async () => {
    const version = await publish()
    await report('GRU', version, arrival(version))
    await read()
    origin.passMs(500)
    await report('GRU', version, arrival(version))
    expect((await read()).publishes[0]).toMatchObject({ servedAfterMs: { max: 40 }, measuredLocations: 1 })
  })

  it('looks at the last twenty versions and forgets the others', async () => {
    for (let i = 0; i < 22; i++) {
      const version = await publish()
      await report('GRU', version, arrival(version))
    }
    const { publishes, version } = await read()
    expect(publishes.map((each) => each['version'])).toEqual(Array.from({ length: 20 }, (_, i) => version - i))
    expect(origin.open.database.select().from(edgeArrivals).all()).toHaveLength(20)
  })

  it('keeps a bounded number of locations, those that told last', async () => {
    const version = await publish()
    for (let i = 0; i < LOCATIONS_KEPT; i++) {
      const told = { environmentId, location: `L${1_000 + i}`, version, ageMs: 0, openBreakers: [], refusals: [] }
      upsertLocation(origin.open.database, { ...told, reportedAtMs: origin.nowMs() - LOCATIONS_KEPT + i })
    }
    await report('GRU', version)
    const { locations } = await read()
    expect(locations).toHaveLength(LOCATIONS_KEPT)
    expect(locations.slice(0, 2).map(({ location }) => location)).toEqual(['GRU', 'L1001'])
  })
})

describe('a report', () => {
  it('is taken from an edge and from nobody else', async () => {
    const body = { format: 1, location: 'GRU', environments: [] }
    expect(await send(body, EDGE_TOKEN)).toBe(422)
    for (const key of [null, MASTER_KEY, `${EDGE_TOKEN}x`, 'x']) expect(await send(body, key)).toBe(401)
  })

  it('opens nothing else: an edge manages nothing', async () => {
    expect((await origin.call('GET', '/api/v1/projects', { key: EDGE_TOKEN })).status).toBe(401)
    expect((await origin.call('GET', '/edge/v1/nothing', { key: EDGE_TOKEN })).status).toBe(404)
  })

  it.each([
    ['{"format":1', 400],
    ['['.repeat(5_000) + ']'.repeat(5_000), 400],
    [JSON.stringify({ format: 1, location: '../x', environments: [] }), 422],
    [' '.repeat(LIMITS.edgeReportBytes + 1), 413],
  ])('is refused when it is not one (%#)', async (body, status) => {
    expect(await send(body)).toBe(status)
  })

  it('of an environment that does not exist leaves nothing', async () => {
    const stranger = 'zzzzzzzzzzzz'
    expect(await report('GRU', 1, { environment: stranger })).toBe(204)
    expect((await read()).locations).toEqual([])
    expect(origin.open.database.select().from(edgeLocations).all()).toEqual([])
  })

  it('is counted in the metrics: locations by state, refusals by reason, delays', async () => {
    const version = await publish()
    await report('GRU', version, {
      ...arrival(version),
      refusals: [{ part: 'head', reason: 'bad_signature', count: 3 }],
    })
    for (let i = 0; i < 100; i++) {
      await report('FRA', version, {
        refusals: [{ part: 'head', reason: `r_${'x'.repeat(i % 38)}${'y'.repeat(i > 37 ? 2 : 0)}`, count: 1 }],
      })
    }
    await read()
    const { text } = await origin.call('GET', '/metrics', { key: null })
    expect(text).toContain('togglemaster_edge_locations{state="current"} 2')
    expect(text).toContain('togglemaster_edge_locations{state="behind"} 0')
    expect(text).toContain('togglemaster_edge_refusals_total{part="head",reason="bad_signature"} 3')
    expect(text).toContain('togglemaster_propagation_seconds_count 1')
    expect(text.match(/togglemaster_edge_refusals_total\{/g)?.length).toBeLessThanOrEqual(61)
  })
})
