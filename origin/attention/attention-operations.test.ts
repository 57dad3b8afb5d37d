import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describe422 } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const ATTENTION = '/api/v1/projects/default/environments/production/attention'

describe('raising attention', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  it('answers what was granted, and has it published before it answers', async () => {
    const { status, json } = await origin.call('POST', ATTENTION)
    expect(status).toBe(200)
    expect(json).toEqual({ seq: expect.any(Number), forMs: 60_000, budgetRemainingMs: 7_140_000 })
    expect(origin.publisher.notified).toHaveLength(1)
    expect(origin.publisher.awaited).toEqual([origin.publisher.notified])
  })

  it('publishes nothing for one that is raised already', async () => {
    const first = await origin.call('POST', ATTENTION)
    origin.passMs(1_000)
    const second = await origin.call('POST', ATTENTION, { body: {} })
    expect(second.json).toEqual({ ...(first.json as object), forMs: 59_000 })
    expect(origin.publisher.notified).toHaveLength(1)
  })

  it('grants nothing when the budget of the day is spent, and changes no version', async () => {
    for (let minute = 0; minute < 120; minute++) {
      await origin.call('POST', ATTENTION)
      origin.passMs(60_000)
    }
    const { status, json } = await origin.call('POST', ATTENTION)
    expect([status, json]).toEqual([200, { seq: null, forMs: 0, budgetRemainingMs: 0 }])
    expect(origin.publisher.notified).toHaveLength(120)
  })

  it('takes no wishes', async () => {
    const answer = await origin.call('POST', ATTENTION, { body: { forMs: 3_600_000 } })
    expect(answer.status).toBe(422)
    expect(describe422(answer)).toEqual([expect.stringContaining('forMs')])
  })
})
