import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, askSingle, askUntil } from '../testing/ask.ts'
import { createSigner, packRuleset, tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const KEY = testKey('srv', ID, 'a')
const ON = booleanFlag('x')
const OFF = booleanFlag('x', { enabled: false })

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
    world.redis.fault = fault
    await wait(afterMs)
    const answers: Awaited<ReturnType<typeof evaluate>>[] = []
    for (let i = 0; i < 50; i++) answers.push(await evaluate())
    expect(answers.every(isServed)).toBe(true)
    expect(Number(answers[0]?.headers.get('x-togglemaster-age-ms'))).toBeGreaterThanOrEqual(afterMs - 100)
    const took = answers.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
    expect(took[49]).toBeLessThan(400)
    expect(took[25]).toBeLessThan(50)
    world.redis.fault = undefined
    const version = await world.publish(ID, [ON])
    expect(
      versionOf(
        await askUntil(
          () => evaluate(),
          (answer) => versionOf(answer) === version,
        ),
      ),
    ).toBe(version)
  })

  it('sees a flag that was made just now at once', async () => {
    await evaluate()
    await world.publish(ID, [ON, booleanFlag('new')])
    expect(await evaluate('new')).toMatchObject({ status: 200 })
  })

  it('sees a change under requests within two seconds', async () => {
    await evaluate()
    await world.publish(ID, [OFF])
    const changedAtMs = Date.now()
    await askUntil(
      () => evaluate(),
      ({ body }) => !(body as { value: boolean }).value,
    )
    expect(Date.now() - changedAtMs).toBeLessThan(2_000)
    await world.publish(ID, [ON])
  })

  it('believes no older, no foreign and no forged ruleset', async () => {
    const old = world.redis.values.get(`tm:${ID}:head`) ?? ''
    const version = await world.publish(ID, [OFF])
    const current = world.redis.values.get(`tm:${ID}:head`) ?? ''
    expect(versionOf(await evaluate())).toBe(version)
    const settings = { events: { mode: 'off' }, userIds: 'plain' } as const
    const { head, body } = await packRuleset({ environment: ID, version: 1_000, settings, flags: [ON] }, 0)
    world.redis.values.set(`tm:${ID}:ruleset:1000`, body)
    const forged = await (await createSigner()).sign(head)
    for (const text of [
      old,
      `999${old.slice(old.indexOf(' '))}`,
      forged,
      current.replace('"version":', '"version":9'),
      'x',
      '',
    ]) {
      world.redis.values.set(`tm:${ID}:head`, text)
      await wait(300)
      expect(versionOf(await evaluate())).toBe(version)
    }
    const next = await world.publish(ID, [ON])
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
