import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const FLAGS = `${PROJECT}/flags`

describe('the conventions of the management API', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin({ requestsPerMinute: 20 })
  })
  afterEach(() => origin.close())

  const create = (key: string, headers: Readonly<Record<string, string>> = {}) =>
    origin.call('POST', FLAGS, { body: { key, type: 'boolean' }, headers })

  describe('an Idempotency-Key', () => {
    const headers = { 'Idempotency-Key': 'one' }

    it('makes a thing once and answers alike however often it is sent', async () => {
      const [first, second] = [await create('a', headers), await create('a', headers)]
      expect([first.status, second.status]).toEqual([201, 201])
      expect(second.text).toBe(first.text)
      expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'))
      expect(itemsOf(await origin.call('GET', FLAGS))).toHaveLength(1)
    })

    it('is refused for anything else', async () => {
      await create('a', headers)
      const other = await create('b', headers)
      expect([other.status, problemOf(other).code]).toEqual([409, 'idempotency_key_reused'])
      expect(itemsOf(await origin.call('GET', FLAGS)).map(({ key }) => key)).toEqual(['a'])
    })

    it('is free again when the request was refused', async () => {
      const refused = await origin.call('POST', FLAGS, { body: { key: 'a', type: 'nothing' }, headers })
      expect([refused.status, (await create('a', headers)).status]).toEqual([422, 201])
    })

    it('never shows a secret twice', async () => {
      const call = () => origin.call('POST', `${PROJECT}/keys`, { body: { name: 'ci' }, headers })
      expect((await call()).status).toBe(201)
      const again = await call()
      expect([again.status, problemOf(again).code]).toEqual([409, 'idempotency_answer_lost'])
      expect(itemsOf(await origin.call('GET', `${PROJECT}/keys`))).toHaveLength(1)
    })

    it('is forgotten after a day', async () => {
      await create('a', headers)
      origin.passMs(86_400_000)
      expect((await create('b', headers)).status).toBe(201)
    })

    it('belongs to the caller: two may choose the same', async () => {
      const { key } = (await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'ci' } })).json as { key: string }
      await create('a', headers)
      const other = await origin.call('POST', FLAGS, { key, body: { key: 'b', type: 'boolean' }, headers })
      expect(other.status).toBe(201)
    })

    it('makes one thing of two requests at once', async () => {
      const answers = await Promise.all([create('a', headers), create('a', headers)])
      expect(answers.map(({ status }) => status)).toContain(201)
      expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
      expect(itemsOf(await origin.call('GET', FLAGS))).toHaveLength(1)
    })

    it.each(['with space', 'x'.repeat(256)])('is refused when it is malformed: %s', async (key) => {
      const answer = await create('a', { 'Idempotency-Key': key })
      expect([answer.status, problemOf(answer).code]).toEqual([400, 'invalid_header'])
    })
  })

  it('links the next page of a list, with its filters', async () => {
    for (const key of ['a1', 'a2', 'b1']) await create(key)
    const first = await origin.call('GET', `${FLAGS}?limit=1&search=a`)
    const link = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('Link') ?? '')?.[1] ?? ''
    const second = await origin.call('GET', link)
    expect(itemsOf(second).map(({ key }) => key)).toEqual(['a2'])
    expect(second.headers.get('Link')).toBeNull()
  })

  it('says who made the version that stands, and when, to whom it comes in the way of', async () => {
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'ci' } })
    const { key, id } = made.json as { key: string; id: string }
    const path = `${PROJECT}/environments/production/flags/a`
    const headers = { 'If-Match': '"1"' }
    await create('a')
    await origin.call('PATCH', path, { key, headers, body: { enabled: true } })
    const late = await origin.call('PATCH', path, { headers, body: { enabled: false } })
    const changedAt = new Date(origin.nowMs()).toISOString()
    expect(late.status).toBe(412)
    expect(late.json).toMatchObject({ code: 'version_mismatch', currentVersion: '2', changedBy: id, changedAt })
  })

  it('says how much of a minute is left, and refuses what is beyond it', async () => {
    const first = await origin.call('GET', FLAGS)
    expect(first.headers.get('RateLimit')).toMatch(/r=19; t=\d+/)
    expect(first.headers.get('RateLimit-Policy')).toMatch(/q=20; w=60/)
    for (let i = 0; i < 19; i++) await origin.call('GET', FLAGS)
    const beyond = await origin.call('GET', FLAGS)
    expect([beyond.status, problemOf(beyond).code]).toEqual([429, 'too_many_requests'])
    expect(beyond.headers.get('Retry-After')).toMatch(/^[1-9]\d?$/)
  })

  it.each([
    ['pt-BR,pt;q=0.9,en;q=0.8', 'Essa flag não existe', 'pt-BR'],
    ['pt', 'Essa flag não existe', 'pt-BR'],
    ['en-GB,en;q=0.9', 'No such flag', 'en'],
    ['de', 'No such flag', 'en'],
  ])('writes titles for Accept-Language %s', async (language, title, content) => {
    const answer = await origin.call('GET', `${FLAGS}/x`, { headers: { 'Accept-Language': language } })
    expect(problemOf(answer)).toMatchObject({ title, code: 'flag_not_found' })
    expect(answer.headers.get('Content-Language')).toBe(content)
  })

  it('shows the document in a browser from its own files', async () => {
    const page = await origin.call('GET', '/docs', { key: null })
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'self'/)
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file)
    for (const file of files) expect((await origin.call('GET', file, { key: null })).status).toBe(200)
  })
})
