import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Redis from 'ioredis'
import { beforeAll, expect, it } from 'vitest'
import { type DevProcess, startDev } from '../harness/dev-process.ts'

let dev: DevProcess
beforeAll(async () => {
  dev = await startDev()
})

it('reports a child that dies, stops the others and exits 1', async () => {
  const port = Number(readFileSync(join(dev.dataDirectory, 'redis', 'redis-server.port'), 'utf8'))
  const redis = new Redis({ port, retryStrategy: () => null })
  await redis.call('SHUTDOWN', 'NOSAVE').catch(() => undefined)
  expect(await dev.ended).toBe(1)
  expect(dev.said()).toContain('redis-server ended by')
  for (const url of [dev.report.origin, dev.report.edge, dev.report.worker]) {
    await expect(fetch(`${url}/livez`)).rejects.toThrow()
  }
  rmSync(dev.dataDirectory, { recursive: true })
})
