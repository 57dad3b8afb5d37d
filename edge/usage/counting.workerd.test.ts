import { describe, expect, it } from 'vitest'
import { OTHER_FLAG } from '../../shared/contracts/name.ts'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { askBulk, askClassic, askSingle } from '../testing/ask.ts'
import { readBatch } from '../testing/sqs-stand-in.ts'
import { booleanFlag, textFlag } from '../testing/test-flags.ts'
import { CLIENT, ID, SERVER, worldWith } from '../testing/world-with.ts'

const here = worldWith([])
const flagsOf = (count: number) => Array.from({ length: count }, (_, i) => booleanFlag(`flag-${i}`))
const single = (flag: string, key = SERVER) => askSingle(here.url, flag, { targetingKey: 'u' }, { key })
const decisions = (batches: readonly UsageBatch[]) =>
  batches.flatMap(({ counters }) => counters).reduce((sum, { count }) => sum + count, 0)

/** Waits until as many decisions were handed over, somewhere. */
async function handedOver(count: number): Promise<readonly UsageBatch[]> {
  const deadline = Date.now() + 20_000
  while (decisions(here.world.sqs.taken.map(readBatch)) < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return here.world.sqs.taken.map(readBatch)
}

describe('what was decided', () => {
  it.each([51, 99, 500])('is counted in a bulk window of %i flags, each once', async (count) => {
    await here.world.publish(ID, flagsOf(count))
    await single(`flag-${count - 1}`)
    await askBulk(here.url, { targetingKey: 'u' }, { key: SERVER })
    const batches = await handedOver(count + 1)
    const counters = batches.flatMap((batch) => batch.counters)
    expect(counters.filter(({ source }) => source === 'single')).toHaveLength(1)
    const bulk = counters.filter(({ source }) => source === 'bulk')
    expect(new Set(bulk.map(({ flag }) => flag)).size).toBe(count)
    expect(bulk.every((counter) => counter.count === 1)).toBe(true)
    expect(batches).toHaveLength(Math.ceil((count + 1) / 80))
    expect(Math.max(...here.world.sqs.calls)).toBeLessThanOrEqual(10)
  })

  it('is counted by flag, variant, reason, rule and source', async () => {
    await here.world.publish(ID, [booleanFlag('x'), textFlag('secret', 'hidden', { clientVisible: false })])
    await single('x')
    await single('x')
    await single('nope')
    await single('nope', CLIENT)
    await single('secret', CLIENT)
    await askClassic(here.url, 'user_id=u&flag_name=x', { key: SERVER })
    const counters = (await handedOver(6)).flatMap((batch) => batch.counters)
    const brief = counters.map(({ flag, variant, reason, source, count }) => [flag, variant, reason, source, count])
    expect(brief).toEqual([
      ['x', 'on', 'STATIC', 'single', 2],
      ['nope', null, 'FLAG_NOT_FOUND', 'single', 1],
      [OTHER_FLAG, null, 'FLAG_NOT_FOUND', 'single', 2],
      ['x', 'on', 'STATIC', 'classic', 1],
    ])
  })

  it('travels under the trace of a request, beside the batch', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    await here.world.publish(ID, [booleanFlag('x')])
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` }
    await askSingle(here.url, 'x', { targetingKey: 'u' }, { key: SERVER, headers })
    await handedOver(1)
    expect(here.world.sqs.traceparents.at(-1)).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
    expect(here.world.sqs.taken.join()).not.toContain(traceId)
  })

  it('leaves an event for every call of the seed’s route, without the person’s name', async () => {
    await here.world.publish(ID, [booleanFlag('x')])
    await askClassic(here.url, 'user_id=maria&flag_name=x', { key: SERVER })
    await single('x')
    const batches = await handedOver(2)
    const events = batches.flatMap((batch) => batch.events)
    expect(events).toMatchObject([{ flag: 'x', result: true, variant: 'on', reason: 'STATIC' }])
    expect(events[0]?.userId).toMatch(/^p_[0-9a-f]{32}$/)
    expect(events[0]?.id).toBe(`${batches[0]?.id}-0`)
    expect(here.world.sqs.taken.join()).not.toContain('maria')
  })

  it('leaves an event for every decision where the environment says so', async () => {
    await here.world.publish(ID, flagsOf(3), { events: { mode: 'all' }, userIds: 'plain' })
    await single('flag-2')
    await askBulk(here.url, {}, { key: SERVER })
    const events = (await handedOver(4)).flatMap((batch) => batch.events)
    expect(events.map(({ userId }) => userId)).toEqual(['u', '', '', ''])
  })

  it('is not counted when nothing new was handed out', async () => {
    await here.world.publish(ID, flagsOf(3))
    await single('flag-2')
    const first = await askBulk(here.url, {}, { key: SERVER })
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await askBulk(here.url, {}, { key: SERVER, headers })).status).toBe(304)
    await handedOver(4)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(decisions(here.world.sqs.batches())).toBe(4)
  })
})
