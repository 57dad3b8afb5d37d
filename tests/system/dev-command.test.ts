import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_FLAG } from '../../local/sample-flag.ts'
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts'
import { USAGE_TABLE } from '../../shared/contracts/usage-table.ts'
import { readCounters } from '../../worker/testing/read-counters.ts'
import {
  DevEndedEarly,
  type DevProcess,
  newDataDirectory,
  startDev,
  startDevAlone,
  startDevForPerson,
} from '../harness/dev-process.ts'
import { eventually } from '../harness/eventually.ts'
import { call } from '../harness/http.ts'

type Dev = Omit<DevProcess, 'report'>

/** The life of one directory, in this order: each start takes long. */
describe('npm run dev', { timeout: 120_000 }, () => {
  const dataDirectory = newDataDirectory()
  const started: Dev[] = []
  let first: Dev
  let second: Dev

  beforeAll(async () => {
    first = noted(await startDevAlone(dataDirectory))
  })
  afterAll(async () => {
    for (const { child, stop } of started) if (child.exitCode === null && child.signalCode === null) await stop()
    rmSync(dataDirectory, { recursive: true })
  })

  it('prints a call that answers true', () => {
    expect(answerTo(curlIn(first.lines))).toContain('"value":true')
  })

  it('refuses a directory that is in use, and touches nothing in it', async () => {
    const before = filesOf(dataDirectory)
    const refusal = await startDev(dataDirectory).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DevEndedEarly)
    expect(refusal).toMatchObject({
      exitCode: 1,
      output: `Starting ToggleMaster …\n${dataDirectory} is in use by another "npm run dev": stop that one, or choose another directory with TOGGLEMASTER_DATA_DIR.\n`,
    })
    expect(filesOf(dataDirectory)).toEqual(before)
    expect(answerTo(curlIn(first.lines))).toContain('"value":true')
    expect((await call(`${rowsIn(first.lines).origin}/readyz`)).status).toBe(200)
  })

  it('takes a directory over from a killed one', async () => {
    first.child.kill('SIGKILL')
    await once(first.child, 'close')
    const { origin, edge, worker, masterKey } = rowsIn(first.lines)
    const gone = () => Promise.all([origin, edge, worker].map(isGone))
    expect(await eventually(gone, (all) => !all.includes(false), 5_000)).toEqual([true, true, true])

    second = noted(await startDevForPerson(dataDirectory))
    expect(rowsIn(second.lines).masterKey).toBe(masterKey)
    expect(answerTo(curlIn(second.lines))).toContain('"value":true')
  })

  it('counts what was decided just before it was stopped, and prints no call for a sample flag that says something else', async () => {
    await configure(second, SAMPLE_FLAG, { enabled: false })
    const { origin, masterKey } = rowsIn(second.lines)
    const body = { key: 'counted', type: 'boolean' }
    await call(`${origin}/api/v1/projects/default/flags`, { method: 'POST', key: masterKey, body })
    await configure(second, 'counted', { enabled: true })
    const question = curlIn(second.lines).replace(`/flags/${SAMPLE_FLAG}`, '/flags/counted')
    for (let i = 0; i < 31; i++) expect(answerTo(question)).toContain('"value":true')
    expect(await second.stop()).toBe(0)
    expect(await decisionsOf('counted', dataDirectory)).toBe(31)

    const third = noted(await startDevForPerson(dataDirectory))
    expect(third.lines.join('\n')).not.toContain('"value":true')
    expect(curlIn(third.lines)).toContain('/flags/FLAG')
    expect(await third.stop()).toBe(0)
    expect(await decisionsOf('counted', dataDirectory)).toBe(31)
  })

  function noted(dev: Dev): Dev {
    started.push(dev)
    return dev
  }
})

async function configure({ lines }: Dev, flag: string, body: object): Promise<void> {
  const { origin, masterKey } = rowsIn(lines)
  const path = `${origin}/api/v1/projects/default/environments/production/flags/${flag}`
  const configured = await call(path, { method: 'PATCH', key: masterKey, headers: { 'if-match': '*' }, body })
  expect(configured.status).toBe(200)
}

function isGone(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    () => false,
    () => true,
  )
}

/** Every file with when its content last changed; the living stack's logs and stores go on by themselves. */
function filesOf(directory: string): Readonly<Record<string, number>> {
  const names = readdirSync(directory).filter((name) => statSync(join(directory, name)).isFile())
  const settled = names.filter((name) => !name.startsWith('origin.sqlite'))
  return Object.fromEntries(settled.map((name) => [name, statSync(join(directory, name)).mtimeMs]))
}

async function decisionsOf(key: string, dataDirectory: string): Promise<number> {
  const dynamoDb = await startDynamoDb({ dataDirectory: join(dataDirectory, 'dynamodb') })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new DynamoDBClient({ endpoint: dynamoDb.endpoint, region: 'us-east-1', credentials })
  try {
    const items = await readCounters(DynamoDBDocumentClient.from(client), USAGE_TABLE, '')
    return items.reduce((total, { flag, decisions }) => total + (flag === key ? decisions : 0), 0)
  } finally {
    client.destroy()
    await dynamoDb.close()
  }
}

function answerTo(command: string): string {
  return execFileSync('sh', ['-c', command]).toString()
}

function curlIn(lines: readonly string[]): string {
  return lines.slice(lines.findIndex((line) => line.includes('curl'))).join('\n')
}

function rowsIn(lines: readonly string[]) {
  const row = (name: string): string =>
    lines
      .find((line) => line.trim().startsWith(`${name} `))
      ?.split(/\s+/)
      .at(-1) ?? ''
  return { origin: row('origin'), edge: row('edge'), worker: row('worker'), masterKey: row('master key') }
}
