import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EdgeReport } from '../../shared/contracts/edge-report.ts'
import { askSingle, askUntil } from '../testing/ask.ts'
import { type ReportStandIn, startReportStandIn } from '../testing/report-stand-in.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const KEY = testKey('srv', ID, 'a')

describe('an edge that reports', () => {
  let origin: ReportStandIn
  let world: World
  let url: string
  beforeAll(async () => {
    origin = await startReportStandIn()
    world = await startWorld({ vars: { ORIGIN_URL: origin.url, EDGE_TOKEN: origin.token } })
    await world.publish(ID, [booleanFlag('x')])
    await world.grant(ID, [await tableEntry(KEY)])
  })
  beforeEach(async () => {
    url = (await world.startIsolate()).url
    origin.isHanging = false
  })
  afterAll(async () => {
    await world.close()
    await origin.close()
  })

  const ask = (colo: string) => askSingle(url, 'x', {}, { key: KEY, cf: { colo } })

  it('tells the origin behind a decision where it is and what it serves', async () => {
    expect((await ask('GRU')).status).toBe(200)
    const { environments, keys } = await origin.reported(({ location }) => location === 'GRU')
    expect(keys).toMatchObject([{ environment: ID, id: (await tableEntry(KEY)).id }])
    expect(JSON.stringify(origin.reports)).not.toContain((await tableEntry(KEY)).sha256)
    expect(environments).toMatchObject([{ environment: ID, version: 1, openBreakers: [], refusals: [], arrivals: [] }])
  })

  it('tells of a new version once it has answered by it, and not of each request', async () => {
    await ask('FRA')
    const version = await world.publish(ID, [booleanFlag('x')])
    const isOfVersion = ({ arrivals }: { readonly arrivals: readonly { readonly version: number }[] }): boolean =>
      arrivals.some((arrival) => arrival.version === version)
    const isNews = (report: EdgeReport): boolean => report.environments.some(isOfVersion)
    // News within a second of the last report waits for a request after it.
    const answer = await askUntil(
      () => ask('FRA'),
      () => origin.reports.some(isNews),
    )
    expect(answer.headers.get('x-togglemaster-version')).toBe(String(version))
    const { environments } = await origin.reported(isNews)
    expect(environments[0]?.arrivals).toMatchObject([{ version, afterVersion: version - 1 }])
    expect(origin.reports.filter(({ location }) => location === 'FRA').length).toBeLessThanOrEqual(2)
  })

  it('decides as ever while the origin hangs', async () => {
    origin.isHanging = true
    const before = origin.requests()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('AMS')))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(origin.requests() - before).toBeLessThanOrEqual(1)
  })
})
