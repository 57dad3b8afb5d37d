import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findQueues } from './cloud/queues.ts'
import type { Environment } from '../shared/contracts/settings.ts'
import { type LocalCloud, startLocalCloud } from './testing/local-cloud.ts'
import { sampleBatch, sampleEvent } from './testing/sample-batch.ts'

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud({ LOG_LEVEL: 'trace' })
})
afterAll(() => cloud.close())

interface Run {
  readonly child: ChildProcess
  /** Everything it printed, once it ended. */
  readonly output: Promise<string>
  readonly errors: Promise<string>
  readonly exitCode: Promise<number | null>
}

function run(script: string, environment: Environment): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env['PATH'], AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exitCode = once(child, 'exit').then(([code]) => code as number | null)
  return { child, output: text(child.stdout), errors: text(child.stderr), exitCode }
}

async function listening({ child }: Run): Promise<number> {
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  return vi.waitFor(
    () => {
      const line = printed.split('\n').find((candidate) => candidate.includes('"listening"'))
      return (JSON.parse(line ?? '') as { port: number }).port
    },
    { timeout: 20_000 },
  )
}

describe('the worker process', () => {
  it('lists every problem of its settings and ends with 1', async () => {
    const { exitCode, errors } = run('worker/main.ts', { WORKER_PORT: 'x' })
    expect(await exitCode).toBe(1)
    for (const name of ['WORKER_PORT', 'AWS_REGION', 'UPSTASH_REDIS_REST_URL', 'PSEUDONYM_SECRET']) {
      expect(await errors).toContain(name)
    }
  })

  it('says its port, counts, tells nobody about anybody, and ends with 0 when asked', async () => {
    const { usageUrl } = await findQueues(cloud.aws.sqs, cloud.config.cloud)
    const people = sampleBatch({ events: [sampleEvent({ userId: 'anna@example.org' })] })
    const poison = { user_id: 'anna@example.org', flag_name: 7 }
    for (const message of [people, poison]) {
      const MessageBody = JSON.stringify(message)
      await cloud.aws.sqs.send(new SendMessageCommand({ QueueUrl: usageUrl, MessageBody }))
    }
    const worker = run('worker/main.ts', cloud.environment)
    const port = await listening(worker)
    await vi.waitFor(
      async () => {
        const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
        expect(metrics).toContain('dead_letters_total{reason="malformed"} 1')
        expect(metrics).toContain('batches_counted_total 1')
      },
      { timeout: 10_000 },
    )
    const askedAtMs = performance.now()
    worker.child.kill('SIGTERM')
    worker.child.kill('SIGTERM')
    expect(await worker.exitCode).toBe(0)
    expect(performance.now() - askedAtMs).toBeLessThan(10_000)
    const printed = (await worker.output) + (await worker.errors)
    for (const secret of ['anna', 'checkout', cloud.config.redisToken, cloud.config.pseudonymSecret]) {
      expect(printed).not.toContain(secret)
    }
  })

  it('says in one line that its port is taken', async () => {
    const port = new URL(cloud.dynamoDb.endpoint).port
    const { exitCode, output } = run('worker/main.ts', { ...cloud.environment, WORKER_PORT: port })
    expect(await exitCode).toBe(1)
    expect(JSON.parse(await output)).toMatchObject({ msg: 'cannot listen', port: Number(port), cause: 'EADDRINUSE' })
  })
})

describe('the provisioning process', () => {
  it('prints what it found', async () => {
    const { exitCode, output } = run('worker/provision.ts', cloud.environment)
    expect(await output).toBe(
      [
        'queue togglemaster-events-dead: existed',
        'queue togglemaster-events: existed',
        'table ToggleMasterUsage: existed',
        'table ToggleMasterAnalytics: existed',
        '',
      ].join('\n'),
    )
    expect(await exitCode).toBe(0)
  })

  it('says what is wrong in one sentence and ends with 1', async () => {
    const { exitCode, errors } = run('worker/provision.ts', {
      ...cloud.environment,
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
    })
    expect(await errors).toBe('AWS does not answer (ECONNREFUSED)\n')
    expect(await exitCode).toBe(1)
  })
})
