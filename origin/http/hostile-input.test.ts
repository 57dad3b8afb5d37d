import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type SortsOfKeys, makeKeys } from '../testing/make-keys.ts'
import { rawRequest } from '../testing/raw-request.ts'
import { MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const AUTHORIZED = { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' }

describe('hostile input', () => {
  const lines: string[] = []
  let origin: TestOrigin
  beforeEach(async () => {
    lines.length = 0
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    origin = await startTestOrigin({ logger })
  })
  afterEach(() => origin.close())

  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    rawRequest(origin.url, { method: 'POST', path: FLAGS, headers: { ...AUTHORIZED, ...headers }, body })

  it.each([
    ['JSON that is cut off', '{"key":', 400, 'malformed_json'],
    ['JSON nested 5 000 deep', `{"key":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 400, 'malformed_json'],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 400, 'malformed_json'],
    ['no body', '', 400, 'body_required'],
    ['10 MB', 'x'.repeat(10_000_000), 413, 'body_too_large'],
    ['a number', '7', 422, 'invalid_input'],
    ['null', 'null', 422, 'invalid_input'],
  ])('is refused: %s', async (_name, body, status, code) => {
    const answer = await post(body)
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect((await origin.call('GET', FLAGS)).status).toBe(200)
  })

  it.each([
    [-1, 422],
    [0, 422],
    [1, 413],
  ])('is measured to the byte: %i beside the limit of a body', async (beside, status) => {
    const frame = '{"x":""}'
    const body = `{"x":"${'x'.repeat(LIMITS.managementBodyBytes + beside - frame.length)}"}`
    expect((await post(body)).status).toBe(status)
  })

  it.each([
    [-1, 422],
    [0, 422],
    [1, 400],
  ])('is measured to the level: %i beside the limit of nesting', async (beside, status) => {
    const depth = LIMITS.jsonDepth + beside
    expect((await post('['.repeat(depth) + ']'.repeat(depth))).status).toBe(status)
  })

  it('is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it('is not read as something else', async () => {
    expect((await post('key=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(422)
  })

  it('of a stranger is not read at all', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await rawRequest(origin.url, { method: 'POST', path: FLAGS, headers, body: 'x'.repeat(10_000_000) })
    expect(answer.status).toBe(401)
  })

  it('pollutes no prototype', async () => {
    const body = '{"key":"x","type":"boolean","__proto__":{"clientVisible":true},"constructor":1}'
    const answer = await origin.call('POST', FLAGS, { body })
    expect(describe422(answer).toSorted()).toEqual(['/__proto__: unknown property', '/constructor: unknown property'])
  })

  it.each(['%zz', '%', '%c3', '%ff'])('%s in a path is 400 in either dialect, and never HTML', async (name) => {
    const { classic } = await makeKeys(origin)
    const api = await rawRequest(origin.url, { path: `${FLAGS}/${name}`, headers: AUTHORIZED })
    expect([api.status, JSON.parse(api.text)]).toMatchObject([400, { code: 'malformed_path' }])
    for (const path of ['/flags', '/rules']) {
      const headers = { authorization: `Bearer ${classic}` }
      const answer = await rawRequest(origin.url, { path: `${path}/${name}`, headers })
      expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { error: 'Caminho da requisição inválido' }])
    }
    expect((await origin.call('GET', '/livez')).status).toBe(200)
  })

  it.each(['%00', '..%2f..%2fetc', '%ed%a0%80', 'x'.repeat(10_000)])('%s as a key is no flag', async (name) => {
    const { status } = await rawRequest(origin.url, { path: `${FLAGS}/${name}`, headers: AUTHORIZED })
    expect([400, 404]).toContain(status)
  })

  describe('around authentication', () => {
    let keys: SortsOfKeys
    beforeEach(async () => {
      keys = await makeKeys(origin)
    })

    it.each([
      '/API/v1/projects',
      '/api/V1/projects',
      '//api/v1/projects',
      '/api//v1/projects',
      '/./api/v1/projects',
      '/livez/../api/v1/projects',
      '/livez/%2e%2e/api/v1/projects',
      '/%61pi/v1/projects',
      '/api/v1/projects/',
      '/api/v1//projects',
      '/api/v1/projects%2f',
      '/api/v1;x/projects',
      '/livez;/api/v1/projects',
      '/FLAGS',
      '//flags',
      '/metrics/../api/v1/projects',
      '/api%2fv1/projects',
      '/api/v1/../v1/projects',
      '/api\\v1/projects',
    ])('%s gives nothing to who has no key', async (path) => {
      const answer = await rawRequest(origin.url, { path })
      expect([401, 404]).toContain(answer.status)
      expect(answer.text).not.toContain('default')
    })

    it('a method that is not there is not there', async () => {
      for (const method of ['PUT', 'DELETE', 'TRACE', 'PROPFIND']) {
        const answer = await rawRequest(origin.url, { method, path: '/api/v1/projects', headers: AUTHORIZED })
        expect(answer.status).toBe(404)
      }
    })

    it('a key in another scheme, in another header or in the query is no key', async () => {
      const key = keys.adm
      for (const headers of [{ authorization: `Basic ${key}` }, { authorization: key }, { 'x-api-key': key }, {}]) {
        const answer = await rawRequest(origin.url, { path: `/api/v1/projects?key=${key}`, headers })
        expect(answer.status).toBe(401)
      }
    })

    it('no secret reaches a log, an answer or the audit', async () => {
      const secrets = [
        MASTER_KEY,
        ...Object.values(keys).filter((key) => typeof key === 'string' && key.startsWith('tm_')),
      ]
      for (const key of secrets) {
        await origin.call('GET', `/api/v1/projects?key=${key}`, {
          key,
          headers: { cookie: `s=${key}`, 'x-api-key': key },
        })
        await origin.call('GET', `/flags/${key}`, { key })
        await origin.call('POST', '/admin/keys', { key, body: { name: 7, key } })
      }
      const audit = await origin.call('GET', '/api/v1/projects/default/audit?limit=200')
      expect(itemsOf(audit).length).toBeGreaterThan(0)
      const everything = lines.join('') + audit.text
      expect(lines.length).toBeGreaterThan(20)
      for (const key of secrets.filter((key) => key !== keys.wrongChecksum)) expect(everything).not.toContain(key)
    })
  })

  it('is logged with route, status and time, and without what stood behind the question mark', async () => {
    await origin.call('GET', '/api/v1/projects?secret=1')
    const line = JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>
    expect(line).toMatchObject({
      req: { method: 'GET' },
      route: '/api/v1/projects',
      res: { status: 400 },
      responseTime: expect.any(Number),
    })
    expect(lines.join('')).not.toContain('secret=1')
  })

  it('finds no name of what answers, and the usual headers', async () => {
    const { headers } = await origin.call('GET', '/')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('is told the route that it missed in the dialect of its neighbours', async () => {
    const answer = await origin.call('GET', '/nothing')
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'route_not_found'])
  })
})
