import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const masterKey = randomBytes(32).toString('base64url')
const signingKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')

type Process = ChildProcessByStdio<null, Readable, Readable>
interface Line {
  readonly msg: string
  readonly port?: number
  readonly link?: string
}

const waitForFlag = async (file: string): Promise<void> => {
  // Another origin may not open it; a reader may.
  const reader = new Sqlite(file, { readonly: true })
  await vi.waitFor(() => expect(reader.prepare('SELECT * FROM flags').all()).toHaveLength(1), { interval: 5 })
  reader.close()
}

describe('the process', () => {
  let directory: string
  let redis: Server
  let environment: Record<string, string>
  let started: Process[]
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'origin-'))
    // A Redis front that takes the request and never answers.
    redis = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(redis, 'listening')
    started = []
    environment = {
      ORIGIN_PORT: '0',
      DATABASE_FILE: join(directory, 'origin.sqlite'),
      MASTER_KEY: masterKey,
      AUDIT_KEY: masterKey,
      SIGNING_KEY: signingKey,
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(redis.address() as AddressInfo).port}`,
      UPSTASH_REDIS_REST_TOKEN: 'token',
      AWS_REGION: 'sa-east-1',
    }
  })
  afterEach(async () => {
    for (const child of started.filter(({ exitCode }) => exitCode === null)) {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    }
    redis.closeAllConnections()
    redis.close()
    rmSync(directory, { recursive: true })
  })

  const start = (variables: Record<string, string>): Process => {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      env: { PATH: process.env['PATH'], ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    return child
  }

  const linesOf = async (child: Process): Promise<readonly Line[]> => {
    const lines: Line[] = []
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as Line
      lines.push(line)
      if (line.msg === 'listening') return lines
    }
    throw new Error('the process ended before it listened')
  }
  const portOf = async (child: Process): Promise<number> => (await linesOf(child)).at(-1)?.port ?? 0

  it('listens on a free port, keeps what it acknowledged, and ends with 0 when told to', async () => {
    const child = start(environment)
    const url = `http://127.0.0.1:${await portOf(child)}`
    const headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ key: 'kept', type: 'boolean' })
    const change = fetch(`${url}/api/v1/projects/default/flags`, { method: 'POST', headers, body })
    // Committed and not yet answered: Redis hangs, so that the answer waits its 250 ms.
    await waitForFlag(environment['DATABASE_FILE'] ?? '')
    const exit = once(child, 'exit')
    const toldAtMs = performance.now()
    child.kill('SIGTERM')
    expect((await change).status).toBe(201)
    expect(await exit).toEqual([0, null])
    expect(performance.now() - toldAtMs).toBeLessThan(10_000)

    const again = start(environment)
    const answer = await fetch(`http://127.0.0.1:${await portOf(again)}/api/v1/projects/default/flags/kept`, {
      headers,
    })
    expect(answer.status).toBe(200)
  })

  it('logs a link by which the first person comes in, once, and none from then on', async () => {
    const PUBLIC = 'https://flags.example.com'
    const child = start({ ...environment, PUBLIC_URL: PUBLIC })
    const lines = await linesOf(child)
    const links = lines.flatMap(({ link }) => link ?? [])
    expect(links).toEqual([expect.stringMatching(/^https:\/\/flags\.example\.com\/\S+$/)])
    const token = /[\w-]{30,}$/.exec(links[0] ?? '')?.[0]
    const url = `http://127.0.0.1:${lines.at(-1)?.port}`
    const accept = () =>
      fetch(`${url}/api/v1/invitations/accept`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ token, name: 'Ana', email: 'ana@example.com', password: 'correct horse battery' }),
      })
    const first = await accept()
    expect(first.status).toBe(200)
    expect((await accept()).status).toBe(404)
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
    expect((await linesOf(start({ ...environment, PUBLIC_URL: PUBLIC }))).flatMap(({ link }) => link ?? [])).toEqual([])
  })

  it('says everything that is wrong with its settings, and ends with 1', async () => {
    const child = start({ MASTER_KEY: 'short', ORIGIN_PORT: 'x' })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    expect(await once(child, 'exit')).toEqual([1, null])
    for (const name of [
      'ORIGIN_PORT',
      'DATABASE_FILE',
      'MASTER_KEY',
      'AUDIT_KEY',
      'SIGNING_KEY',
      'UPSTASH_REDIS_REST_URL',
      'AWS_REGION',
    ]) {
      expect(said).toContain(name)
    }
  })

  it('ends with 1 when its port is taken', async () => {
    const port = String((redis.address() as AddressInfo).port)
    const child = start({ ...environment, ORIGIN_PORT: port })
    expect(await once(child, 'exit')).toEqual([1, null])
  })
})
