import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UsageReader } from '../insights/read-usage.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

describe('health', () => {
  let origin: TestOrigin
  let readUsage: UsageReader['readUsage']
  beforeEach(async () => {
    readUsage = () => Promise.resolve({ flags: [], dropped: 0 })
    origin = await startTestOrigin({ usage: { readUsage: (query) => readUsage(query) } })
  })
  afterEach(() => origin.close())

  const ask = async (path: string): Promise<[number, unknown]> => {
    const { status, json } = await origin.call('GET', path, { key: null })
    return [status, json]
  }

  it('is ready when the database and Redis answer and nothing is overdue', async () => {
    origin.publisher.set({ unpublished: 2, oldestUnpublishedMs: 15_000 })
    expect(await ask('/readyz')).toEqual([
      200,
      {
        status: 'ready',
        database: 'up',
        redis: 'up',
        unpublished: { changes: 2, oldestMs: 15_000 },
        refusedEnvironments: 0,
        dynamodb: 'unknown',
      },
    ])
  })

  it.each([
    [{ redis: 'down' as const }, { redis: 'down' }],
    [{ redis: 'unknown' as const }, { redis: 'unknown' }],
    [{ unpublished: 1, oldestUnpublishedMs: 15_001 }, { unpublished: { changes: 1, oldestMs: 15_001 } }],
  ])('is not ready with %j, and says so', async (status, said) => {
    origin.publisher.set(status)
    expect(await ask('/readyz')).toMatchObject([503, { status: 'not ready', database: 'up', ...said }])
  })

  it('stays ready for who must mend a ruleset that cannot go out, and tells strangers only that there is one', async () => {
    origin.publisher.set({ refused: 1, problem: 'ruleset refused: flags["secret-plan"]: too large' })
    expect(await ask('/readyz')).toMatchObject([200, { status: 'ready', refusedEnvironments: 1 }])
    expect((await origin.call('GET', '/readyz', { key: null })).text).not.toContain('secret-plan')
  })

  it('says how the last read of usage went, names expired credentials, and stays ready', async () => {
    const usage = '/api/v1/projects/default/environments/production/usage?flag=a'
    const saidAfterRead = async (): Promise<unknown> => {
      await origin.call('GET', usage)
      return ask('/readyz')
    }
    expect(await saidAfterRead()).toMatchObject([200, { dynamodb: 'ok' }])
    const expired = Object.assign(new Error('The token AKIA123 is expired'), { name: 'ExpiredTokenException' })
    readUsage = () => Promise.reject(expired)
    expect(await saidAfterRead()).toMatchObject([200, { dynamodb: 'AWS credentials expired (ExpiredTokenException)' }])
    origin.open.close()
    expect(await ask('/readyz')).toMatchObject([503, { dynamodb: 'AWS credentials expired (ExpiredTokenException)' }])
  })

  it('notices a database that is gone, while the process lives on', async () => {
    origin.open.close()
    expect(await ask('/readyz')).toMatchObject([503, { status: 'not ready', database: 'down', redis: 'unknown' }])
    expect(await ask('/health')).toEqual([503, { error: 'Banco de dados indisponível' }])
    expect(await ask('/livez')).toEqual([200, { status: 'ok' }])
  })

  it('answers to the seed as the seed did, and goes on while only Redis is down', async () => {
    origin.publisher.set({ redis: 'down' })
    expect(await ask('/health')).toEqual([200, { status: 'ok' }])
  })

  it('is measured by route pattern, so that no caller invents a label', async () => {
    await origin.call('POST', '/api/v1/projects/default/flags', { body: { key: 'secret-plan', type: 'boolean' } })
    await origin.call('GET', '/api/v1/projects/default/flags/secret-plan')
    await origin.call('GET', '/wp-login.php')
    origin.publisher.set({ unpublished: 3, oldestUnpublishedMs: 1_500, redis: 'down' })
    const { text } = await origin.call('GET', '/metrics', { key: null })
    expect(text).toContain(
      'http_requests_total{method="GET",route="/api/v1/projects/:project/flags/:flag",status="200"} 1',
    )
    expect(text).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1')
    expect(text).toContain('http_request_duration_seconds_bucket')
    expect(text).toContain('togglemaster_unpublished_changes 3')
    expect(text).toContain('togglemaster_unpublished_oldest_seconds 1.5')
    expect(text).toContain('togglemaster_redis_up 0')
    expect(text).not.toContain('secret-plan')
    expect(text).not.toContain('wp-login')
  })
})
