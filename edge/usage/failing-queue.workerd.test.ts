import { describe, expect, it } from 'vitest'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { askBulk, askSingle } from '../testing/ask.ts'
import { readBatch } from '../testing/sqs-stand-in.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { ID, SERVER, worldWith } from '../testing/world-with.ts'

const here = worldWith([])
const flagsOf = (count: number) => Array.from({ length: count }, (_, i) => booleanFlag(`flag-${i}`))
const single = (flag: string, key = SERVER) => askSingle(here.url, flag, { targetingKey: 'u' }, { key })
const decisions = (batches: readonly UsageBatch[]) =>
  batches.flatMap(({ counters }) => counters).reduce((sum, { count }) => sum + count, 0)
const spilled = () => [...here.world.redis.lists.values()].flat()

/** Waits until as many decisions were handed over, somewhere. */
async function handedOver(count: number, from = () => here.world.sqs.taken): Promise<readonly UsageBatch[]> {
  const deadline = Date.now() + 20_000
  while (decisions(from().map(readBatch)) < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return from().map(readBatch)
}

describe('a queue that fails', () => {
  it.each(['error', 'hang'] as const)('(%s) does not hold up an answer, and nothing is lost', async (fault) => {
    await here.world.publish(ID, [booleanFlag('x')])
    here.world.sqs.fault = fault
    for (let i = 0; i < 20; i++) expect((await single('x')).status).toBe(200)
    const batches = await handedOver(20, spilled)
    expect(decisions(batches)).toBe(20)
    expect(new Set(here.world.sqs.attempts)).toEqual(new Set(spilled()))
    expect(here.world.sqs.attempts.length).toBeGreaterThanOrEqual(2)
  })

  it('for some messages gets those again, with the same id and the same bytes', async () => {
    await here.world.publish(ID, flagsOf(200))
    here.world.sqs.fault = 'first_fails'
    await single('flag-199')
    await askBulk(here.url, {}, { key: SERVER })
    await handedOver(100)
    here.world.sqs.fault = undefined
    const batches = await handedOver(201)
    expect(decisions(batches)).toBe(201)
    expect(new Set(batches.map(({ id }) => id)).size).toBe(batches.length)
    const again = here.world.sqs.attempts.filter((text, i) => here.world.sqs.attempts.indexOf(text) < i)
    expect(again).toHaveLength(1)
  })

  it('together with Redis keeps the counts in memory until one of them is back', async () => {
    await here.world.publish(ID, [booleanFlag('x')])
    await single('x')
    await handedOver(1)
    here.world.sqs.fault = 'error'
    here.world.redis.fault = 'error'
    for (let i = 0; i < 5; i++) expect((await single('x')).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    here.world.sqs.fault = undefined
    here.world.redis.fault = undefined
    await single('x')
    const batches = await handedOver(7)
    expect(decisions(batches)).toBe(7)
    expect(batches.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(0)
  })
})
