import { describe, expect, it } from 'vitest'
import { type EdgeReport, type EnvironmentReport, parseEdgeReport } from './edge-report.ts'
import { LIMITS } from './limits.ts'

const ARRIVAL = { version: 7, afterVersion: 6, servedForMs: 40, quietForMs: 12 }
const REFUSAL = { part: 'head', reason: 'bad_signature', count: 3 }
const ENVIRONMENT: EnvironmentReport = {
  environment: 'abcdefghijkl',
  version: 7,
  ageMs: 250,
  openBreakers: ['source'],
  refusals: [REFUSAL],
  arrivals: [ARRIVAL],
}
const KEY = { environment: 'abcdefghijkl', id: 'k00000000001', usedForMs: 900 }
const REPORT: EdgeReport = { format: 1, location: 'GRU', environments: [ENVIRONMENT], keys: [KEY] }
const withEnvironment = (changes: object) => ({ ...REPORT, environments: [{ ...ENVIRONMENT, ...changes }] })
const repeat = <T>(count: number, each: T) => Array.from({ length: count }, () => each)

describe('parseEdgeReport', () => {
  it('gives back what an edge told, without what a newer one says beyond this release', () => {
    expect(parseEdgeReport({ ...withEnvironment({ newer: 1 }), newer: [1] })).toEqual({ ok: true, value: REPORT })
  })

  it('takes the report of an edge that knows nothing of keys', () => {
    const { keys: _keys, ...older } = REPORT
    expect(parseEdgeReport(older)).toEqual({ ok: true, value: { ...REPORT, keys: [] } })
  })

  it.each([
    [{ ...REPORT, format: 2 }, ['format']],
    [{ ...REPORT, location: 'gru' }, ['location']],
    [{ ...REPORT, location: 'A'.repeat(9) }, ['location']],
    [{ ...REPORT, environments: [] }, ['environments']],
    [{ ...REPORT, keys: [{ ...KEY, environment: 'ABCDEFGHIJKL' }] }, ['keys', 0, 'environment']],
    [{ ...REPORT, keys: [{ ...KEY, id: '' }] }, ['keys', 0, 'id']],
    [{ ...REPORT, keys: [{ ...KEY, usedForMs: -1 }] }, ['keys', 0, 'usedForMs']],
    [withEnvironment({ environment: 'ABCDEFGHIJKL' }), ['environments', 0, 'environment']],
    [withEnvironment({ version: -1 }), ['environments', 0, 'version']],
    [withEnvironment({ ageMs: -1 }), ['environments', 0, 'ageMs']],
    [withEnvironment({ ageMs: 1_000_000_000_001 }), ['environments', 0, 'ageMs']],
    [withEnvironment({ openBreakers: ['a b'] }), ['environments', 0, 'openBreakers', 0]],
    [
      withEnvironment({ refusals: [{ ...REFUSAL, reason: 'x'.repeat(41) }] }),
      ['environments', 0, 'refusals', 0, 'reason'],
    ],
    [withEnvironment({ refusals: [{ ...REFUSAL, count: 0 }] }), ['environments', 0, 'refusals', 0, 'count']],
    [
      withEnvironment({ arrivals: [{ ...ARRIVAL, servedForMs: -1 }] }),
      ['environments', 0, 'arrivals', 0, 'servedForMs'],
    ],
    [
      withEnvironment({ arrivals: [{ ...ARRIVAL, quietForMs: 0.5 }] }),
      ['environments', 0, 'arrivals', 0, 'quietForMs'],
    ],
  ])('refuses %j', (report, path) => {
    expect(parseEdgeReport(report)).toMatchObject({ ok: false, problems: [{ path }] })
  })

  it.each([
    ['environmentsPerReport', (count: number) => ({ ...REPORT, environments: repeat(count, ENVIRONMENT) })],
    ['keysPerReport', (count: number) => ({ ...REPORT, keys: repeat(count, KEY) })],
    ['arrivalsPerReport', (count: number) => withEnvironment({ arrivals: repeat(count, ARRIVAL) })],
    ['refusalsPerReport', (count: number) => withEnvironment({ refusals: repeat(count, REFUSAL) })],
    ['breakersPerReport', (count: number) => withEnvironment({ openBreakers: repeat(count, 'source') })],
  ] as const)('takes as much as %s says, and no more', (limit, make) => {
    const accepted = [-1, 0, 1].map((more) => parseEdgeReport(make(LIMITS[limit] + more)).ok)
    expect(accepted).toEqual([true, true, false])
  })

  it('stays below its limit of bytes when everything is as large as it may be', () => {
    const arrivals = repeat(LIMITS.arrivalsPerReport, ARRIVAL)
    const full = { ...ENVIRONMENT, refusals: [], arrivals }
    const report = {
      ...REPORT,
      environments: repeat(LIMITS.environmentsPerReport, full),
      keys: repeat(LIMITS.keysPerReport, KEY),
    }
    expect(JSON.stringify(report).length).toBeLessThan(LIMITS.edgeReportBytes)
  })
})
