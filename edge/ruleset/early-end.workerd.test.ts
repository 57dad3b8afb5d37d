import { describe, expect, it } from 'vitest'
import { booleanFlag } from '../testing/test-flags.ts'
import { worldWith } from '../testing/world-with.ts'

const here = worldWith([booleanFlag('x')])
const { evaluate } = here
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a request that ends early', () => {
  it('holds up nobody who came after it', async () => {
    here.world.redis.fault = { delayMs: 500 }
    const leader = evaluate('x', AbortSignal.timeout(50)).catch(() => 'gone')
    await wait(30)
    const followers = await Promise.all(Array.from({ length: 10 }, () => evaluate()))
    expect(await leader).toBe('gone')
    expect(followers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  })

  it('holds up nobody in a warm isolate either', async () => {
    await evaluate()
    here.world.redis.fault = 'hang'
    await wait(5_100)
    const leader = evaluate('x', AbortSignal.timeout(50)).catch(() => 'gone')
    await wait(30)
    const followers = await Promise.all(Array.from({ length: 10 }, () => evaluate()))
    expect(await leader).toBe('gone')
    expect(followers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  })
})
