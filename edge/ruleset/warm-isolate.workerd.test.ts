import { describe, expect, it } from 'vitest'
import { type Answer, askUntil } from '../testing/ask.ts'
import { createSigner, packRuleset } from '../testing/signing.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { ID, worldWith } from '../testing/world-with.ts'

const ON = booleanFlag('x')
const OFF = booleanFlag('x', { enabled: false })
const here = worldWith([ON])
const { evaluate } = here
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const isServed = ({ status }: Answer) => status === 200
const versionOf = ({ headers }: Answer) => Number(headers.get('x-togglemaster-version'))

describe('a warm isolate', () => {
  it.each([
    ['hang', 5_100],
    ['refuse', 1_100],
    ['error', 1_100],
    ['stall', 1_100],
    ['truncate', 1_100],
  ] as const)('goes on when Redis fails (%s), and sees the next change', async (fault, afterMs) => {
    await evaluate()
    here.world.redis.fault = fault
    await wait(afterMs)
    here.world.redis.commands.length = 0
    const answers: Awaited<ReturnType<typeof evaluate>>[] = []
    for (let i = 0; i < 50; i++) answers.push(await evaluate())
    expect(answers.every(isServed)).toBe(true)
    expect(Number(answers[0]?.headers.get('x-togglemaster-age-ms'))).toBeGreaterThanOrEqual(afterMs - 100)
    // Nearly all of them asked for nothing, and so waited for nothing.
    expect(here.world.redis.commands.length).toBeLessThan(25)
    here.world.redis.fault = undefined
    const version = await here.world.publish(ID, [ON])
    expect(
      versionOf(
        await askUntil(
          () => evaluate(),
          (answer) => versionOf(answer) === version,
        ),
      ),
    ).toBe(version)
  })

  it('sees a change through a Redis that is slower than a request may wait', async () => {
    await evaluate()
    here.world.redis.fault = { delayMs: 400 }
    const version = await here.world.publish(ID, [ON])
    const answer = await askUntil(
      () => evaluate(),
      (each) => versionOf(each) === version,
    )
    expect(versionOf(answer)).toBe(version)
  })

  it('sees a flag that was made just now at once', async () => {
    await evaluate()
    await here.world.publish(ID, [ON, booleanFlag('new')])
    expect(await evaluate('new')).toMatchObject({ status: 200 })
  })

  it('does not say that there is no such flag while a newer ruleset is on its way', async () => {
    await evaluate()
    here.world.redis.fault = { hangOn: 'GET' }
    await here.world.publish(ID, [ON, booleanFlag('slow')])
    const early = await evaluate('slow')
    expect(early).toMatchObject({ status: 503, body: { key: 'slow', errorCode: 'PROVIDER_NOT_READY' } })
    expect(early.headers.get('retry-after')).toBe('1')
    expect(await evaluate()).toMatchObject({ status: 200 })
    here.world.redis.fault = undefined
    expect(await askUntil(() => evaluate('slow'), isServed)).toMatchObject({ status: 200 })
    expect(await evaluate('nope')).toMatchObject({ status: 404 })
  })

  it('sees a change under requests', async () => {
    await evaluate()
    await here.world.publish(ID, [OFF])
    const changed = await askUntil(
      () => evaluate(),
      ({ body }) => !(body as { value: boolean }).value,
    )
    expect(changed.body).toMatchObject({ value: false })
    await here.world.publish(ID, [ON])
  })

  it('believes no older, no foreign and no forged ruleset', async () => {
    const old = here.world.redis.values.get(`tm:${ID}:head`) ?? ''
    const version = await here.world.publish(ID, [OFF])
    const current = here.world.redis.values.get(`tm:${ID}:head`) ?? ''
    expect(versionOf(await evaluate())).toBe(version)
    const settings = { events: { mode: 'off' }, userIds: 'plain' } as const
    const { head, body } = await packRuleset({ environment: ID, version: 1_000, settings, flags: [ON] }, 0)
    here.world.redis.values.set(`tm:${ID}:ruleset:1000`, body)
    const forged = await (await createSigner()).sign(head)
    for (const text of [
      old,
      `999${old.slice(old.indexOf(' '))}`,
      forged,
      current.replace('"version":', '"version":9'),
      'x',
      '',
    ]) {
      here.world.redis.values.set(`tm:${ID}:head`, text)
      await wait(300)
      expect(versionOf(await evaluate())).toBe(version)
    }
    const next = await here.world.publish(ID, [ON])
    expect(
      versionOf(
        await askUntil(
          () => evaluate(),
          (answer) => versionOf(answer) === next,
        ),
      ),
    ).toBe(next)
  })
})
