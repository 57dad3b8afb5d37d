import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, askSingle } from '../testing/ask.ts'
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

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a request that ends early', () => {
  it('holds up nobody who came after it', async () => {
    world.redis.fault = { delayMs: 500 }
    const leader = evaluate('x', AbortSignal.timeout(50)).catch(() => 'gone')
    await wait(30)
    const followers = await Promise.all(Array.from({ length: 10 }, () => evaluate()))
    expect(await leader).toBe('gone')
    expect(followers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(Math.max(...followers.map(({ tookMs }) => tookMs))).toBeLessThan(3_100)
  })

  it('holds up nobody in a warm isolate either', async () => {
    await evaluate()
    world.redis.fault = 'hang'
    await wait(5_100)
    const leader = evaluate('x', AbortSignal.timeout(50)).catch(() => 'gone')
    await wait(30)
    const followers = await Promise.all(Array.from({ length: 10 }, () => evaluate()))
    expect(await leader).toBe('gone')
    for (const { status, tookMs } of followers) {
      expect(status).toBe(200)
      expect(tookMs).toBeLessThan(400)
    }
  })
})
