import { describe, expect, it } from 'vitest'
import { type Answer, askUntil } from '../testing/ask.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { worldWith } from '../testing/world-with.ts'

const here = worldWith([booleanFlag('x')])
const { evaluate } = here
const isServed = ({ status }: Answer) => status === 200

describe('a cold isolate', () => {
  it.each(['hang', 'refuse', 'error', 'stall', 'truncate'] as const)(
    'is not ready while Redis fails (%s), and never empty',
    async (fault) => {
      here.world.redis.fault = fault
      const cold = await evaluate()
      expect(cold).toMatchObject({ status: 503, body: { key: 'x', errorCode: 'PROVIDER_NOT_READY' } })
      expect(cold.headers.get('retry-after')).toBe('1')
      here.world.redis.fault = undefined
      expect(await askUntil(() => evaluate(), isServed)).toMatchObject({ status: 200 })
    },
  )

  it('does not wait for ever for a body that hangs', async () => {
    here.world.redis.fault = { hangOn: 'GET' }
    const cold = await evaluate()
    expect(cold.status).toBe(503)
  })

  it('does not call a key wrong because Redis is empty, and serves as soon as it is not', async () => {
    const saved = [...here.world.redis.values]
    here.world.redis.values.clear()
    expect(await evaluate()).toMatchObject({ status: 503, body: { errorCode: 'PROVIDER_NOT_READY' } })
    for (const [key, value] of saved) here.world.redis.values.set(key, value)
    expect(await askUntil(() => evaluate(), isServed)).toMatchObject({ status: 200 })
  })

  it('is loaded for all by one request', async () => {
    here.world.redis.commands.length = 0
    here.world.redis.fault = { delayMs: 100 }
    const answers = await Promise.all(Array.from({ length: 30 }, () => evaluate()))
    expect(answers.every(isServed)).toBe(true)
    expect(here.world.redis.commands.filter(([name]) => name?.toUpperCase() === 'GET')).toHaveLength(1)
  })
})
