import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEAD_LETTER_QUEUE, USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import { eventually } from '../harness/eventually.ts'
import { type Answer, call } from '../harness/http.ts'
import { type TestStack, createFlag, startTestStack } from '../harness/stack.ts'
import { type UsageCounts, addDecisions, decisionsIn, readUsage } from '../harness/usage-counts.ts'

const EVALUATIONS = 10_000
const CLIENTS = 16
const KILLS = 10
const FLAGS = ['split-flag', 'rule-flag', 'off-flag'] as const

describe('counting', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({
      duplicatedShare: 0.3,
      // Hundreds of flags are made, and looked at again and again, by one caller within a minute.
      environment: { VISIBILITY_TIMEOUT_SECONDS: '2', API_REQUESTS_PER_MINUTE: '100000' },
    })
    const split = {
      split: {
        weights: [
          { variant: 'on', weight: 30_000 },
          { variant: 'off', weight: 70_000 },
        ],
      },
    }
    const vip = { attribute: 'plan', operator: 'equals', value: 'vip' }
    await createFlag(stack, { key: 'split-flag', type: 'boolean' }, { enabled: true, defaultServe: split })
    await createFlag(
      stack,
      { key: 'rule-flag', type: 'boolean' },
      { enabled: true, defaultServe: { variant: 'off' }, rules: [{ if: vip, serve: { variant: 'on' } }] },
    )
    await createFlag(stack, { key: 'off-flag', type: 'boolean' }, { enabled: false })
  })

  afterAll(async () => {
    await stack?.stop()
  })

  it('equals the ledger of the client after duplicates and ten kills of the worker', { timeout: 240_000 }, async () => {
    // What the client was told.
    const ledger: UsageCounts = new Map()
    let next = 0
    const client = async (): Promise<void> => {
      for (let i = next++; i < EVALUATIONS; i = next++) await decide(i, ledger)
    }
    const load = Promise.all(Array.from({ length: CLIENTS }, client))
    for (let i = 0; i < KILLS; i++) {
      await sleep(300)
      await stack.kill('worker')
      await stack.revive('worker')
    }
    await load
    const readCounts = async () => (await readUsage(stack, FLAGS)).counts
    const counted = await eventually(readCounts, (counts) => decisionsIn(counts) >= EVALUATIONS, 90_000)
    await eventually(() => stack.cloud.sqs.inspectQueue(USAGE_QUEUE), isEmpty, 60_000)
    expect(Object.fromEntries(await readCounts())).toEqual(Object.fromEntries(ledger))
    expect(decisionsIn(counted)).toBe(EVALUATIONS)
    expect(stack.cloud.sqsFront.duplicated).toBeGreaterThan(0)
    expect((await stack.cloud.sqs.inspectQueue(DEAD_LETTER_QUEUE)).ready).toEqual([])
  })

  it.each([51, 99, 500])('counts a bulk window of %i distinct counters', { timeout: 120_000 }, async (size) => {
    const project = `bulk-${size}`
    expect((await create('', { key: project, name: project })).status).toBe(201)
    const flags = Array.from({ length: size }, (_, i) => `flag-${i}`)
    const made = await Promise.all(flags.map((key) => create(`/${project}/flags`, { key, type: 'boolean' })))
    expect(made.filter(({ status }) => status !== 201)).toEqual([])
    const serverKey = { name: 'server', kind: 'srv' }
    const { key } = (await create(`/${project}/environments/production/keys`, serverKey)).body
    const bulk = () => call(`${stack.edge}/ofrep/v1/evaluate/flags`, { key, body: { context: { targetingKey: 'u' } } })
    expect((await bulk()).body.flags).toHaveLength(size)
    expect((await bulk()).body.flags).toHaveLength(size)
    const readTotals = async (): Promise<readonly number[]> => {
      const pages = []
      for (let i = 0; i < size; i += 50) pages.push(await usagePage(project, flags.slice(i, i + 50)))
      return pages.flat()
    }
    const totals = await eventually(readTotals, (counts) => counts.every((count) => count === 2), 20_000)
    expect(totals).toEqual(flags.map(() => 2))
  })

  async function decide(i: number, ledger: UsageCounts): Promise<void> {
    const flag = FLAGS[i % FLAGS.length] ?? ''
    const { body } = await stack.evaluate(flag, { targetingKey: `user-${i}`, plan: i % 2 === 0 ? 'vip' : 'free' })
    addDecisions(ledger, { flag, variant: body.variant, reason: body.reason })
  }

  function create(path: string, body: object): Promise<Answer> {
    return call(`${stack.origin}/api/v1/projects${path}`, { key: stack.masterKey, body })
  }

  async function usagePage(project: string, flags: readonly string[]): Promise<readonly number[]> {
    const query = flags.map((flag) => `flag=${flag}`).join('&')
    const path = `/api/v1/projects/${project}/environments/production/usage?${query}`
    const { body } = await call(`${stack.origin}${path}`, { key: stack.masterKey })
    return body.flags.map((flag: FlagUsage) => flag.total)
  }
})

interface FlagUsage {
  readonly total: number
}

function isEmpty(queue: { readonly ready: readonly unknown[]; readonly inFlight: readonly unknown[] }): boolean {
  return queue.ready.length === 0 && queue.inFlight.length === 0
}
