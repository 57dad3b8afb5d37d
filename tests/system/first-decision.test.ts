import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENTS_TABLE } from '../../shared/contracts/usage-table.ts'
import { togglemasterClassicScheme } from '../../shared/evaluation/bucketing/togglemaster-classic.ts'
import { type DevProcess, startDev } from '../harness/dev-process.ts'
import { eventually } from '../harness/eventually.ts'
import { findSecretsInLogs } from '../harness/find-secrets.ts'
import { type Answer, call } from '../harness/http.ts'

/** Name, user, bucket: every vector of the seed's contract. */
const VECTORS: readonly [string, string, number][] = [
  ['user-123', 'enable-new-dashboard', 25],
  ['user-abc', 'enable-new-dashboard', 71],
  ['test-user-1', 'enable-new-dashboard', 81],
  ['test-user-2', 'enable-new-dashboard', 19],
  ['user-1', 'enable-new-dashboard', 9],
  ['u1', 'enable-new-dashboard', 99],
  ['user-123', 'checkout-v2', 80],
  ['joão', 'promoção', 85],
  ['😀', 'x', 75],
  ['ab', 'c-flag', 8],
  ['a', 'bc-flag', 8],
]

describe('the main job, as a new user tries it with curl', () => {
  let dev: DevProcess
  let classicKey = ''
  const flag = 'enable-new-dashboard'

  beforeAll(async () => {
    dev = await startDev()
  })

  afterAll(async () => {
    await dev?.stop()
    if (dev !== undefined) rmSync(dev.dataDirectory, { recursive: true })
  })

  const origin = (path: string, options: Parameters<typeof call>[1] = {}): Promise<Answer> =>
    call(`${dev.report.origin}${path}`, { key: classicKey, ...options })
  const evaluate = (userId: string, flagName = flag): Promise<Answer> =>
    call(
      `${dev.report.edge}/evaluate?user_id=${encodeURIComponent(userId)}&flag_name=${encodeURIComponent(flagName)}`,
      {
        key: classicKey,
      },
    )

  it('says one line when all is ready', () => {
    expect(dev.lines).toHaveLength(1)
    expect(dev.report).toMatchObject({ project: 'default', environment: 'production' })
  })

  it('makes a key with the master key', async () => {
    const answer = await origin('/admin/keys', { key: dev.report.masterKey, body: { name: 'curl' } })
    expect(answer.status).toBe(201)
    expect(answer.body.message).toBe('Guarde esta chave com segurança! Você não poderá vê-la novamente.')
    classicKey = answer.body.key
    expect((await origin('/validate')).body).toEqual({ message: 'Chave válida' })
  })

  it('decides by a flag and a rule at once after they were made', async () => {
    expect((await origin('/flags', { body: { name: flag, is_enabled: true } })).status).toBe(201)
    const rule = { flag_name: flag, rules: { type: 'PERCENTAGE', value: 50 } }
    expect((await origin('/rules', { body: rule })).status).toBe(201)
    const inside = await evaluate('user-123')
    const outside = await evaluate('user-abc')
    expect(inside.text).toMatch(/^\{"flag_name":"enable-new-dashboard","user_id":"user-123","result":true/)
    expect(outside.body).toMatchObject({ flag_name: flag, user_id: 'user-abc', result: false, reason: 'DEFAULT' })
    expect(Number(inside.headers.get('x-togglemaster-version'))).toBeGreaterThan(1)
    expect(Number(inside.headers.get('x-togglemaster-age-ms'))).toBeLessThan(5_000)
  })

  it('counts those two decisions, exactly two, within five seconds', async () => {
    const readUsage = () =>
      origin(`/api/v1/projects/default/environments/production/usage?flag=${flag}`, { key: dev.report.masterKey })
    const usage = await eventually(readUsage, (answer) => answer.body.flags?.[0]?.total >= 2, 5_000)
    expect(usage.body.flags).toHaveLength(1)
    expect(usage.body.flags[0]).toMatchObject({ flag, total: 2 })
    const total = (name: string) =>
      usage.body.flags[0].buckets.reduce(
        (sums: Record<string, number>, bucket: Record<string, Record<string, number>>) => {
          for (const [key, value] of Object.entries(bucket[name] ?? {})) sums[key] = (sums[key] ?? 0) + value
          return sums
        },
        {},
      )
    expect(total('variants')).toEqual({ on: 1, off: 1 })
    expect(total('reasons')).toEqual({ SPLIT: 1, DEFAULT: 1 })
    expect(total('sources')).toEqual({ classic: 2 })
  })

  it('leaves exactly two events with the five attributes of the seed', async () => {
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: dynamoDbEndpoint(dev.dataDirectory),
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    )
    const { Items = [] } = await client.send(new ScanCommand({ TableName: EVENTS_TABLE }))
    client.destroy()
    expect(Items).toHaveLength(2)
    for (const item of Items) {
      expect(item).toMatchObject({ flag_name: flag, environment: expect.stringMatching(/^[a-z0-9]{12}$/) })
      expect(item['event_id']).toEqual(expect.any(String))
      expect(item['user_id']).toMatch(/^p_[0-9a-f]{32}$/)
      expect(item['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/)
    }
    expect(new Set(Items.map((item) => item['result']))).toEqual(new Set([false, true]))
  })

  it('turns off within two seconds under requests', async () => {
    expect((await origin(`/flags/${flag}`, { method: 'PUT', body: { is_enabled: false } })).status).toBe(200)
    const answer = await eventually(
      () => evaluate('user-123'),
      ({ body }) => body.result === false,
      2_000,
    )
    expect(answer.body).toMatchObject({ result: false, reason: 'DISABLED' })
  })

  it('turns on for a request that comes after a pause', async () => {
    expect((await origin(`/flags/${flag}`, { method: 'PUT', body: { is_enabled: true } })).status).toBe(200)
    await sleep(5_250)
    expect((await evaluate('user-123')).body).toMatchObject({ result: true })
  })

  it('decides by a segment, and by whom it lists from then on', async () => {
    const project = '/api/v1/projects/default'
    const manage = async (method: string, path: string, body: object): Promise<void> => {
      const headers = { 'If-Match': '*' }
      const answer = await origin(project + path, { method, body, headers, key: dev.report.masterKey })
      expect(answer.status).toBeLessThan(300)
    }
    const isOnFor = (userId: string) =>
      eventually(
        () => evaluate(userId, 'for-beta'),
        ({ body }) => body.result === true,
        2_000,
      )
    const rules = [{ id: 'beta', if: { segment: 'beta' }, serve: { variant: 'on' } }]
    await manage('POST', '/flags', { key: 'for-beta', type: 'boolean' })
    await manage('POST', '/environments/production/segments', { key: 'beta', included: ['ann'] })
    const configuration = { enabled: true, rules, defaultServe: { variant: 'off' } }
    await manage('PUT', '/environments/production/flags/for-beta', configuration)
    expect((await isOnFor('ann')).body).toMatchObject({ result: true, reason: 'TARGETING_MATCH' })
    expect((await evaluate('bob', 'for-beta')).body).toMatchObject({ result: false, reason: 'DEFAULT' })
    await manage('PUT', '/environments/production/segments/beta/ids', { included: ['bob'] })
    expect((await isOnFor('bob')).body).toMatchObject({ result: true })
    expect((await evaluate('ann', 'for-beta')).body).toMatchObject({ result: false })
  })

  it.each(VECTORS)('keeps %s of %s in bucket %i', async (userId, flagName, bucket) => {
    expect(togglemasterClassicScheme(flagName)(userId)).toBe(bucket * 1_000)
    if (flagName !== flag) await origin('/flags', { body: { name: flagName, is_enabled: true } })
    const setShare = async (value: number): Promise<void> => {
      const path = `/rules/${encodeURIComponent(flagName)}`
      const rules = { type: 'PERCENTAGE', value }
      const answer = await origin(path, { method: 'PUT', body: { rules } })
      if (answer.status === 404) await origin('/rules', { body: { flag_name: flagName, rules } })
    }
    await setShare(bucket)
    const below = await eventually(
      () => evaluate(userId, flagName),
      ({ body }) => body.result === false,
      2_000,
    )
    await setShare(bucket + 1)
    const above = await eventually(
      () => evaluate(userId, flagName),
      ({ body }) => body.result === true,
      2_000,
    )
    expect([below.body.result, above.body.result]).toEqual([false, true])
  })

  it('refuses nonsense with a sentence that names the field, and stores nothing', async () => {
    const before = await origin('/flags')
    const create = (body: unknown) => origin('/flags', { body })
    const answers = await Promise.all([
      create('{"name":'),
      create({ name: null }),
      create({ name: 'a', is_enabled: 1 }),
      create({ name: 'x'.repeat(1_000) }),
      create(`{"name":"deep","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
      create({ name: 'big', description: 'x'.repeat(10_000_000) }),
      origin('/flags/%zz'),
      origin('/rules', { body: { flag_name: flag, rules: { type: 'percentage', value: 1 } } }),
      call(`${dev.report.edge}/evaluate?user_id=u&flag_name=%zz`, { key: classicKey }),
    ])
    expect(answers.map(({ status, body }) => `${status} ${body?.error}`)).toEqual([
      '400 Corpo da requisição inválido',
      "400 'name' é obrigatório",
      "400 'is_enabled' deve ser true ou false",
      "400 'name' deve ter de 1 a 256 caracteres, sem espaços nas pontas nem caracteres de controle",
      '400 Corpo da requisição inválido',
      '413 Corpo da requisição grande demais',
      '400 Caminho da requisição inválido',
      "400 'rules.type' deve ser PERCENTAGE, USER_LIST ou LOCATION",
      '400 flag_name: malformed percent-encoding',
    ])
    expect((await origin('/flags')).body).toEqual(before.body)
  })

  it('stops every child on SIGTERM, exits 0, and has put no secret into a log', async () => {
    const services = [dev.report.origin, dev.report.edge, dev.report.worker]
    expect(await dev.stop()).toBe(0)
    for (const url of services) await expect(fetch(`${url}/livez`)).rejects.toThrow()
    const { masterKey, keys } = dev.report
    const kept = JSON.parse(readFileSync(join(dev.dataDirectory, 'secrets.json'), 'utf8')) as Record<string, string>
    const secrets = [masterKey, classicKey, ...Object.values(keys), ...Object.values(kept)]
    expect(findSecretsInLogs(dev.dataDirectory, secrets)).toEqual([])
    expect(findSecretsInLogs(dev.dataDirectory, ['user-123'])).toEqual([])
  })
})

/** The emulator's port is free and known to the services only: their settings file tells it. */
function dynamoDbEndpoint(dataDirectory: string): string {
  const { dynamoDb } = JSON.parse(readFileSync(join(dataDirectory, 'addresses.json'), 'utf8')) as { dynamoDb: string }
  return dynamoDb
}
