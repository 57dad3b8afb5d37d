import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../harness/eventually.ts'
import { type TestStack, configure, createFlag, startTestStack } from '../harness/stack.ts'

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

  it('goes on while Redis hangs', async () => {
    await stack.cloud.redis.faults.set({ kind: 'hang' })
    for (let i = 0; i < 30; i++) expect((await ask()).status).toBe(200)
    stack.cloud.redis.faults.clear()
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
    for (let i = 0; i < 50; i++) expect((await ask()).body).toMatchObject({ value: true })
    await server?.respawn()
    await stack.revive('origin')
    await configure(stack, 'steady', { enabled: false })
    expect((await untilValue(false, 10_000)).body).toMatchObject({ value: false })
  })

  it('is rebuilt from SQLite when Redis was emptied', async () => {
    await stack.cloud.redis.store.call(['FLUSHALL'])
    expect((await ask()).status).toBe(200)
    const size = () => stack.cloud.redis.store.call(['EXISTS', `tm:${stack.environmentId}:head`])
    expect(await eventually(size, (exists) => exists === 1, 15_000)).toBe(1)
    expect((await ask()).body).toMatchObject({ value: false })
  })
})
