import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { encodeItem } from '../../shared/contracts/ruleset.ts'
import { problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { findSegment, insertSegment } from './segment-repository.ts'

const PRODUCTION = '/api/v1/projects/default/environments/production'
const SEGMENTS = `${PRODUCTION}/segments`

describe('a segment at a limit', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', SEGMENTS, { body: { key: 'beta' } })
  })
  afterEach(() => origin.close())

  const put = (body: object) => origin.call('PUT', `${SEGMENTS}/beta/ids`, { body, headers: { 'If-Match': '*' } })

  describe.each(['included', 'excluded'])('of those who are %s', (list) => {
    it.each([
      [-1, 200],
      [0, 200],
      [1, 422],
    ])('holds %i ids beside the limit: %i', async (beside, status) => {
      const ids = Array.from({ length: LIMITS.idsPerSegment + beside }, (_, i) => `u${i}`)
      expect((await put({ [list]: ids })).status).toBe(status)
    })

    it.each([
      [-1, 200],
      [0, 200],
      [1, 422],
    ])('takes an id of %i characters beside the limit: %i', async (beside, status) => {
      expect((await put({ [list]: ['u'.repeat(LIMITS.targetingKeyLength + beside)] })).status).toBe(status)
    })
  })

  it.each([
    [-1, 201],
    [0, 201],
    [1, 409],
  ])('is made as one of %i beside what a ruleset holds: %i', async (beside, status) => {
    await fillTo(LIMITS.segmentsPerRuleset + beside - 1)
    const answer = await origin.call('POST', SEGMENTS, { body: { key: 'last' } })
    expect(answer.status).toBe(status)
    expect(problemOf(answer).code).toBe(status === 409 ? 'too_many_segments' : undefined)
  })

  /** By way of the repository: one request for each would take minutes. */
  const fillTo = async (count: number) => {
    const { id: environmentId } = (await origin.call('GET', PRODUCTION)).json as { id: string }
    origin.open.database.transaction((transaction) => {
      const { id: _id, ...row } = findSegment(transaction, environmentId, 'beta') ?? expect.fail('no segment')
      for (let i = 1; i < count; i++) insertSegment(transaction, { ...row, key: `s${i}` })
    })
  }

  it.each([
    [-1, 200],
    [0, 200],
    [1, 422],
  ])('has %i bytes beside the limit in a ruleset: %i', async (beside, status) => {
    // By CSV: as JSON a request may be smaller than a segment. A further id takes its own length, two quotes and a comma.
    const ids = Array.from({ length: 2_040 }, (_, i) => String(i).padStart(LIMITS.targetingKeyLength, '0'))
    const bytes = encodeItem({ key: 'beta', included: ids, excluded: [], rules: [] }).bytes.length
    const missing = LIMITS.segmentBytes - bytes
    const further = Array.from({ length: Math.floor(missing / 1_000) }, (_, i) => `x${i}`.padEnd(997, 'x'))
    const rest = missing - further.length * 1_000 - 3
    const last = 'y'.repeat(rest + beside)
    const headers = { 'content-type': 'text/csv', 'If-Match': '*' }
    const answer = await origin.call('PUT', `${SEGMENTS}/beta/ids`, {
      body: [...ids, ...further, last].join('\n'),
      headers,
    })
    expect(answer.status).toBe(status)
  })
})
