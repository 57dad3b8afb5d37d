import { afterEach, describe, expect, it } from 'vitest'
import { describe422, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import type { UsageReader } from './read-usage.ts'
import type { UsageQuery } from './usage-query.ts'

const PROJECT = '/api/v1/projects/default'
const USAGE = `${PROJECT}/environments/production/usage`

describe('the usage call', () => {
  let origin: TestOrigin
  const asked: (UsageQuery & { readonly environmentId: string })[] = []
  const start = async (readUsage: UsageReader['readUsage']): Promise<void> => {
    asked.length = 0
    origin = await startTestOrigin({ usage: { readUsage } })
  }
  const remember: UsageReader['readUsage'] = (query) => {
    asked.push(query)
    const flags = query.flagKeys.map((flag) => ({ flag, total: 0, buckets: [] }))
    return Promise.resolve({ flags, dropped: 7 })
  }
  const createFlag = (key: string) => origin.call('POST', `${PROJECT}/flags`, { body: { key, type: 'boolean' } })
  afterEach(() => origin.close())

  it('asks for the flags, the range and the step that were named', async () => {
    await start(remember)
    const { id } = (await origin.call('GET', `${PROJECT}/environments/production`)).json as { id: string }
    const query = '?flag=a&flag=b%2Fc&from=2026-11-24T00:00Z&to=2026-11-24T02:00Z&step=hour&source=single'
    const answer = await origin.call('GET', USAGE + query)
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        environment: 'production',
        from: '2026-11-24T00:00:00.000Z',
        to: '2026-11-24T02:00:00.000Z',
        step: 'hour',
        flags: [
          { flag: 'a', total: 0, buckets: [] },
          { flag: 'b/c', total: 0, buckets: [] },
        ],
        dropped: 7,
      },
    ])
    expect(asked).toMatchObject([{ environmentId: id, flagKeys: ['a', 'b/c'], step: 'hour', sources: ['single'] }])
  })

  it('asks for all flags of the project where none is named', async () => {
    await start(remember)
    for (const key of ['b', 'a']) await createFlag(key)
    expect((await origin.call('GET', USAGE)).status).toBe(200)
    expect(asked).toMatchObject([{ flagKeys: ['a', 'b'] }])
  })

  it('wants names where the flags are too many for one call', async () => {
    await start(remember)
    for (let i = 0; i < 51; i++) await createFlag(`flag-${i}`)
    const answer = await origin.call('GET', USAGE)
    expect([answer.status, describe422(answer)]).toEqual([400, ['flag: required: the project has more than 50 flags']])
    expect(asked).toEqual([])
  })

  it.each([
    ['?step=week', 'step'],
    ['?from=yesterday', 'from'],
    ['?source=page', 'source'],
    ['?flags=a', 'flags'],
  ])('refuses %s by its name', async (query, parameter) => {
    await start(remember)
    const answer = await origin.call('GET', USAGE + query)
    expect([answer.status, problemOf(answer).problems?.[0]?.parameter]).toEqual([400, parameter])
  })

  it('is 503 when DynamoDB does not answer, and says no more', async () => {
    await start(() => Promise.reject(new Error('AccessDenied: key AKIA123')))
    const answer = await origin.call('GET', `${USAGE}?flag=a`)
    expect([answer.status, problemOf(answer).code]).toEqual([503, 'usage_unavailable'])
    expect(answer.text).not.toContain('AKIA')
  })
})
