import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge } from '../../edge/testing/start-edge.ts'
import { readEdgeVars } from '../harness/edge-vars.ts'
import { eventually } from '../harness/eventually.ts'
import { type Answer, call } from '../harness/http.ts'
import { readPublication, readTruth } from '../harness/publication.ts'
import { type TestStack, configure, createFlag, startTestStack } from '../harness/stack.ts'

/** After so long without a look at Redis an edge looks before it answers. */
const FRESH_MS = 5_000

describe('with what stands behind the edge gone', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack()
    await createFlag(stack, { key: 'steady', type: 'boolean' }, { enabled: true })
    expect((await ask()).body).toMatchObject({ value: true, reason: 'STATIC' })
  })

  afterAll(async () => {
    await stack?.stop()
  })

  const ask = () => stack.evaluate('steady', { targetingKey: 'u' })
  const untilValue = (value: boolean, withinMs: number) =>
    eventually(ask, (answer) => answer.body?.value === value, withinMs)

  /** Asks until the edge has not seen Redis for so long that it must have looked in front of an answer. */
  const askBeyondFresh = async () => {
    const answers: Answer[] = []
    let longestMs = 0
    const askOnce = async (): Promise<Answer> => {
      const askedAtMs = performance.now()
      const answer = await ask()
      answers.push(answer)
      longestMs = Math.max(longestMs, performance.now() - askedAtMs)
      return answer
    }
    const last = await eventually(askOnce, (answer) => ageMsOf(answer) > FRESH_MS + 1_000, 30_000)
    expect(ageMsOf(last)).toBeGreaterThan(FRESH_MS + 1_000)
    return { answers, longestMs }
  }

  it('goes on with the last known good while redis-server is killed, and learns of a change after it is back', async () => {
    const { server } = stack.cloud.redis
    if (server === undefined) throw new Error('this test needs a redis-server')
    await server.server.kill()
    const answers = []
    for (let i = 0; i < 50; i++) answers.push(await ask())
    expect(answers.filter(({ status, body }) => status !== 200 || body.value !== true)).toEqual([])
    await configure(stack, 'steady', { enabled: false })
    expect((await ask()).body).toMatchObject({ value: true })
    await server.respawn()
    expect((await untilValue(false, 10_000)).body).toMatchObject({ value: false, reason: 'DISABLED' })
  })

  it('goes on while Redis hangs, beyond the time in which it need not ask', async () => {
    const { faults } = stack.cloud.redis
    await faults.set({ kind: 'hang' })
    const { answers, longestMs } = await askBeyondFresh()
    expect(answers.filter(({ status, body }) => status !== 200 || body.value !== false)).toEqual([])
    expect(faults.strikes).toBeGreaterThan(1)
    // It waits for Redis 250 ms at most; the rest is the noise of a machine with two cores.
    expect(longestMs).toBeLessThan(1_000)
    faults.clear()
    const seen = await eventually(ask, (answer) => ageMsOf(answer) < FRESH_MS, 15_000)
    expect(ageMsOf(seen)).toBeLessThan(FRESH_MS)
  })

  it('goes on while the origin is killed, and learns of a change after it is back', async () => {
    await stack.kill('origin')
    for (let i = 0; i < 50; i++) expect((await ask()).body).toMatchObject({ value: false })
    await stack.revive('origin')
    await configure(stack, 'steady', { enabled: true })
    expect((await untilValue(true, 10_000)).body).toMatchObject({ value: true })
  })

  it('goes on with both gone', async () => {
    const { server } = stack.cloud.redis
    await stack.kill('origin')
    await server?.server.kill()
    const { answers } = await askBeyondFresh()
    expect(answers.filter(({ status, body }) => status !== 200 || body.value !== true)).toEqual([])
    await server?.respawn()
    await stack.revive('origin')
    await configure(stack, 'steady', { enabled: false })
    expect((await untilValue(false, 10_000)).body).toMatchObject({ value: false })
  })

  it('is rebuilt from SQLite when Redis was emptied', async () => {
    const truth = await readTruth(stack)
    expect(await readPublication(stack)).toEqual(truth)
    await stack.cloud.redis.store.call(['FLUSHALL'])
    expect(await readPublication(stack)).toBeUndefined()
    expect((await ask()).status).toBe(200)
    const rebuilt = await eventually(
      () => readPublication(stack),
      (publication) => publication !== undefined,
      15_000,
    )
    expect(rebuilt).toEqual(truth)
    const cold = await startEdge({ vars: readEdgeVars(stack.dataDirectory) })
    const options = { key: stack.keys.server, body: { context: { targetingKey: 'u' } } }
    const answer = await call(`${cold.url}/ofrep/v1/evaluate/flags/steady`, options)
    await cold.close()
    expect(answer.body).toMatchObject({ value: false, reason: 'DISABLED' })
    expect(answer.headers.get('x-togglemaster-version')).toBe(String(truth.version))
  })
})

function ageMsOf(answer: Answer): number {
  return Number(answer.headers.get('x-togglemaster-age-ms'))
}
