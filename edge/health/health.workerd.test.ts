import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ask, askSingle, askUntil } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type RunningEdge, startEdge } from '../testing/start-edge.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const usageOf = ({ body }: Answer) => (body as { checks: { usage: Record<string, unknown> } }).checks.usage

describe('a configured edge', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ vars: { CLASSIC_ENVIRONMENT: ID } })
  })
  afterAll(() => world.close())

  it('is alive and ready', async () => {
    expect(await ask(`${world.url}/livez`, {})).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await ask(`${world.url}/health`, {})).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await ask(`${world.url}/readyz`, {})).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        checks: {
          configuration: { status: 'ok' },
          redis: { status: 'ok' },
          ed25519: { status: 'ok' },
          cache: { status: 'ok' },
          reports: { status: 'off' },
        },
        classicOpen: true,
      },
    })
  })

  it('says how often it refused what it found', async () => {
    await world.publish(ID, [booleanFlag('x')])
    const key = testKey('srv', ID, 'a')
    await world.grant(ID, [await tableEntry(key)])
    world.redis.values.set(`tm:${ID}:head`, 'forged')
    expect((await askSingle(world.url, 'x', {}, { key })).status).toBe(503)
    expect((await ask(`${world.url}/readyz`, {})).body).toMatchObject({ refused: { 'head.malformed': 1 } })
  })

  it('names what keeps the queue from taking usage', async () => {
    const { url } = await world.startIsolate()
    const key = testKey('srv', ID, 'a')
    await world.publish(ID, [booleanFlag('x')])
    world.sqs.fault = 'expired'
    await askUntil(
      () => askSingle(url, 'x', {}, { key }),
      ({ status }) => status === 200,
    )
    const waiting = await askUntil(
      () => ask(`${url}/readyz`, {}),
      (answer) => usageOf(answer)['status'] === 'waiting',
    )
    expect(waiting.status).toBe(200)
    expect(usageOf(waiting)).toMatchObject({ status: 'waiting', lastCause: 'ExpiredTokenException' })
    world.sqs.fault = undefined
    const well = await askUntil(
      async () => {
        await askSingle(url, 'x', {}, { key })
        return ask(`${url}/readyz`, {})
      },
      (answer) => usageOf(answer)['status'] === 'ok',
    )
    expect(usageOf(well)).toMatchObject({ status: 'ok', unsent: { batches: 0 } })
  })

  it('is alive and not ready while Redis is down', async () => {
    const { url } = await world.startIsolate()
    // It never answers: that an answer comes at all is what shows that it was given up.
    world.redis.fault = 'hang'
    expect(await ask(`${url}/readyz`, {})).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { redis: { status: 'down' } } },
    })
    expect((await ask(`${url}/health`, {})).status).toBe(503)
    expect((await ask(`${url}/livez`, {})).status).toBe(200)
  })
})

describe('an edge without its configuration', () => {
  let edge: RunningEdge
  beforeAll(async () => {
    edge = await startEdge({ vars: { PSEUDONYM_SECRET: 'too short', AWS_REGION: 'us-east-1' } })
  })
  afterAll(() => edge.close())

  it('lives, and names everything that is wrong', async () => {
    expect((await ask(`${edge.url}/livez`, {})).status).toBe(200)
    const { status, body } = await ask(`${edge.url}/readyz`, {})
    expect(status).toBe(503)
    const { problems } = (body as { checks: { configuration: { problems: string[] } } }).checks.configuration
    expect(problems).toContain('RULESET_PUBLIC_KEYS: required (string)')
    expect(problems).toContain('PSEUDONYM_SECRET: expected at least 32 characters, got 9')
    expect(JSON.stringify(body)).not.toContain('too short')
  })

  it.each(['/evaluate', '/health', '/ofrep/v1/evaluate/flags', '/nowhere'])('serves nobody: %s', async (path) => {
    expect(await ask(edge.url + path, {})).toMatchObject({
      status: 503,
      body: { errorCode: 'PROVIDER_NOT_READY', error: expect.stringContaining('not configured') as string },
    })
  })
})
