import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('npm run dev', { timeout: 120_000 }, () => {
  let dataDirectory: string
  let started: Pick<DevProcess, 'child' | 'stop'>[]

  beforeEach(() => {
    dataDirectory = newDataDirectory()
    started = []
  })
  afterEach(async () => {
    for (const { child, stop } of started) if (child.exitCode === null && child.signalCode === null) await stop()
    rmSync(dataDirectory, { recursive: true })
  })

  it('refuses a directory that is in use, touches nothing in it, and takes it over from a killed one', async () => {
    const first = noted(await startDevAlone(dataDirectory))
    await createFlag(first, 'kept')
    const before = filesOf(dataDirectory)
    const refusal = await startDev(dataDirectory).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DevEndedEarly)
    expect(refusal).toMatchObject({
      exitCode: 1,
      output: `Starting ToggleMaster …\n${dataDirectory} is in use by another "npm run dev": stop that one, or choose another directory with TOGGLEMASTER_DATA_DIR.\n`,
    })
    expect(filesOf(dataDirectory)).toEqual(before)
    expect((await ask(first, 'kept')).body).toMatchObject({ value: true })
    expect((await call(`${first.report.origin}/readyz`)).status).toBe(200)

    first.child.kill('SIGKILL')
    await once(first.child, 'close')
    const { origin, edge, worker } = first.report
    const gone = () => Promise.all([origin, edge, worker].map(isGone))
    expect(await eventually(gone, (all) => !all.includes(false), 5_000)).toEqual([true, true, true])

    const second = noted(await startDev(dataDirectory))
    expect(second.report.masterKey).toBe(first.report.masterKey)
    expect((await ask(second, 'kept')).body).toMatchObject({ value: true })
    expect(await second.stop()).toBe(0)
  })

  it('prints a call that answers true, counts it though it was stopped just then, and prints none for a sample flag that no longer does', async () => {
    const first = noted(await startDevForPerson(dataDirectory))
    expect(execFileSync('sh', ['-c', curlIn(first.lines)]).toString()).toContain('"value":true')
    const { origin, masterKey } = valuesIn(first.lines)
    const configuration = `${origin}/api/v1/projects/default/environments/production/flags/welcome`
    const headers = { 'if-match': '*' }
    const disabled = await call(configuration, { method: 'PATCH', key: masterKey, headers, body: { enabled: false } })
    expect(disabled.status).toBe(200)
    for (let i = 0; i < 30; i++) execFileSync('sh', ['-c', curlIn(first.lines)])
    expect(await first.stop()).toBe(0)
    expect(await decisionsIn(dataDirectory)).toBe(31)

    const second = noted(await startDevForPerson(dataDirectory))
    expect(second.lines.join('\n')).not.toContain('"value":true')
    expect(curlIn(second.lines)).toContain('/flags/FLAG')
    expect(await second.stop()).toBe(0)
    expect(await decisionsIn(dataDirectory)).toBe(31)
  })

  function noted<Dev extends Pick<DevProcess, 'child' | 'stop'>>(dev: Dev): Dev {
    started.push(dev)
    return dev
  }
})

async function createFlag({ report }: DevProcess, key: string): Promise<void> {
  const project = `${report.origin}/api/v1/projects/default`
  const options = { key: report.masterKey, headers: { 'if-match': '*' } }
  await call(`${project}/flags`, { ...options, body: { key, type: 'boolean' } })
  const configuration = `${project}/environments/production/flags/${key}`
  const configured = await call(configuration, { ...options, method: 'PATCH', body: { enabled: true } })
  expect(configured.status).toBe(200)
}

function ask({ report }: DevProcess, flag: string) {
  const url = `${report.edge}/ofrep/v1/evaluate/flags/${flag}`
  return call(url, { key: report.keys.server, body: { context: { targetingKey: 'u' } } })
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

async function decisionsIn(dataDirectory: string): Promise<number> {
  const dynamoDb = await startDynamoDb({ dataDirectory: join(dataDirectory, 'dynamodb') })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new DynamoDBClient({ endpoint: dynamoDb.endpoint, region: 'us-east-1', credentials })
  try {
    const items = await readCounters(DynamoDBDocumentClient.from(client), USAGE_TABLE, '')
    return items.reduce((total, item) => total + (item.decisions ?? 0), 0)
  } finally {
    client.destroy()
    await dynamoDb.close()
  }
}

function curlIn(lines: readonly string[]): string {
  return lines.slice(lines.findIndex((line) => line.includes('curl'))).join('\n')
}

function valuesIn(lines: readonly string[]): { readonly origin: string; readonly masterKey: string } {
  const row = (name: string): string =>
    lines
      .find((line) => line.trim().startsWith(name))
      ?.split(/\s+/)
      .at(-1) ?? ''
  return { origin: row('origin'), masterKey: row('master key') }
}
