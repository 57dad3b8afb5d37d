import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, askSingle, askUntil } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const KEY = testKey('srv', ID, 'a')
const ON = booleanFlag('x')

let world: World
let url: string

beforeAll(async () => {
  world = await startWorld()
  await world.publish(ID, [ON])
  await world.grant(ID, [await tableEntry(KEY)])
})
beforeEach(async () => {
  world.redis.fault = undefined
  url = (await world.startIsolate()).url
})
afterAll(() => world.close())

async function evaluate(flag = 'x', signal?: AbortSignal): Promise<Answer & { readonly tookMs: number }> {
  const began = performance.now()
  const answer = await askSingle(url, flag, {}, { key: KEY, ...(signal === undefined ? {} : { signal }) })
  return { ...answer, tookMs: performance.now() - began }
}

const isServed = ({ status }: Answer) => status === 200

describe('a cold isolate', () => {
  it.each(['hang', 'refuse', 'error', 'stall', 'truncate'] as const)(
    'is not ready while Redis fails (%s), and never empty',
    async (fault) => {
      world.redis.fault = fault
      const cold = await evaluate()
      expect(cold).toMatchObject({ status: 503, body: { key: 'x', errorCode: 'PROVIDER_NOT_READY' } })
      expect(cold.headers.get('retry-after')).toBe('1')
      expect(cold.tookMs).toBeLessThan(3_100)
      world.redis.fault = undefined
      expect(await askUntil(() => evaluate(), isServed)).toMatchObject({ status: 200 })
    },
  )

  it('waits for a body that hangs no longer than three seconds', async () => {
    world.redis.fault = { hangOn: 'GET' }
    const cold = await evaluate()
    expect(cold.status).toBe(503)
    expect(cold.tookMs).toBeLessThan(3_300)
  })

  it('is loaded for all by one request', async () => {
    world.redis.commands.length = 0
    world.redis.fault = { delayMs: 100 }
    const answers = await Promise.all(Array.from({ length: 30 }, () => evaluate()))
    expect(answers.every(isServed)).toBe(true)
    expect(world.redis.commands.filter(([name]) => name?.toUpperCase() === 'GET')).toHaveLength(1)
  })
})
