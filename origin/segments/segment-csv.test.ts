import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, expectRefusal, itemsOf } from '../testing/fields.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const SEGMENTS = '/api/v1/projects/default/environments/production/segments'
const IDS = `${SEGMENTS}/beta/ids`

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`).join('\n')

describe('ids as CSV', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', SEGMENTS, { body: { key: 'beta', included: ['old'], excluded: ['out'] } })
  })
  afterEach(() => origin.close())

  const put = (body: string, { type = 'text/csv', query = '', ifMatch = '*' } = {}): Promise<Answer> =>
    origin.call('PUT', IDS + query, { body, headers: { 'content-type': type, 'If-Match': ifMatch } })
  const read = async (list = 'included') => (await origin.call('GET', `${IDS}?list=${list}`)).json

  it('replace the list of who is included, each id once, and leave who is excluded', async () => {
    const answer = await put('\uFEFFuser_id,name\r\neve,Eve\r\n"silva, ana",Ana\r\neve,"Eve, again"\r\n')
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, '"2"'])
    expect(answer.json).toMatchObject({ includedCount: 2, excludedCount: 1 })
    expect(await read()).toEqual({ items: ['eve', 'silva, ana'] })
    expect(await read('excluded')).toEqual({ items: ['out'] })
  })

  it('replace the list that the query names', async () => {
    expect((await put('eve', { query: '?list=excluded' })).json).toMatchObject({ includedCount: 1, excludedCount: 1 })
    expect(await read('excluded')).toEqual({ items: ['eve'] })
    expect((await put('eve', { query: '?list=both' })).status).toBe(400)
  })

  it.each([
    ['text/csv', 'ID\neve', ['eve']],
    ['text/csv', 'Targeting Key\neve', ['eve']],
    ['text/csv', 'eve\nid', ['eve', 'id']],
    ['text/csv; header=absent', 'id\neve', ['eve', 'id']],
    ['text/csv; charset=utf-8; header="present"', 'whoever\neve', ['eve']],
  ])('%s: know their header in %j', async (type, csv, items) => {
    expect((await put(csv, { type })).status).toBe(200)
    expect(await read()).toEqual({ items })
  })

  it.each<readonly [string, readonly string[]]>([
    ['', [': expected at least one id']],
    ['id\n', [': expected at least one id']],
    [
      'a\n,x\n\nb;c\n',
      [
        ': line 2: expected an id in the first column',
        ': line 4: expected commas between columns, and no semicolon or tab in an id',
      ],
    ],
    ['a\n"b', [': line 2: expected a quote at the end of a field that begins with one']],
    [
      `id\n${'u'.repeat(LIMITS.targetingKeyLength + 1)}`,
      [`: line 2: expected at most ${LIMITS.targetingKeyLength} characters, got ${LIMITS.targetingKeyLength + 1}`],
    ],
  ])('are refused by their lines and change nothing (%#)', async (csv, problems) => {
    const refused = await put(csv)
    expectRefusal(refused, 422, 'invalid_input')
    expect(describe422(refused)).toEqual(problems)
    expect(await read()).toEqual({ items: ['old'] })
  })

  it('are not looked at behind twenty bad lines', async () => {
    const problems = describe422(await put(',x\n'.repeat(23)))
    expect(problems).toHaveLength(20)
    expect(problems.at(-1)).toBe(': line 20: expected an id in the first column')
  })

  it('that are not UTF-8 are refused', async () => {
    const headers = { authorization: `Bearer ${(await key()).key}`, 'content-type': 'text/csv', 'If-Match': '*' }
    const response = await fetch(origin.url + IDS, { method: 'PUT', headers, body: Uint8Array.of(0x61, 0xff) })
    expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([422, 'expected UTF-8'])
  })
  const key = async () =>
    (await origin.call('POST', '/api/v1/projects/default/keys', { body: { name: 'csv' } })).json as { key: string }

  it('are written against a version, by who may, into the audit', async () => {
    expectRefusal(await put('eve', { ifMatch: '"9"' }), 412, 'version_mismatch')
    await put('eve')
    const [entry] = itemsOf(await origin.call('GET', '/api/v1/projects/default/audit'))
    expect(entry).toMatchObject({ before: { includedIds: ['old'] }, after: { includedIds: ['eve'] } })
  })

  it('are taken nowhere else', async () => {
    const headers = { 'content-type': 'text/csv' }
    expect((await origin.call('POST', SEGMENTS, { body: 'key\nx', headers })).status).toBe(415)
    expect((await put('eve', { type: 'text/plain' })).status).toBe(415)
  })

  it('are in the document', async () => {
    const document = (await origin.call('GET', '/openapi.json')).text
    expect(JSON.parse(document)).toMatchObject({
      paths: {
        '/projects/{project}/environments/{environment}/segments/{segment}/ids': {
          put: { requestBody: { content: { 'text/csv': { schema: { type: 'string' } } } } },
        },
      },
    })
  })

  it.each([
    [-1, 200],
    [0, 200],
    [1, 422],
  ])('are counted to the id, after folding: %i beside the limit', async (beside, status) => {
    const answer = await put(`${numbered(LIMITS.idsPerSegment + beside)}\nu0\nu1\n`)
    expect(answer.status).toBe(status)
    const line = LIMITS.idsPerSegment + 1
    const problem = `: line ${line}: expected at most ${LIMITS.idsPerSegment} different ids`
    expect(describe422(answer)).toEqual(status === 200 ? [] : [problem])
  })

  it.each([
    [-1, 200],
    [0, 200],
    [1, 413],
  ])('are measured to the byte: %i beside the limit of a body', async (beside, status) => {
    const csv = `eve,${'x'.repeat(LIMITS.csvBodyBytes + beside - 'eve,'.length)}`
    expect((await put(csv)).status).toBe(status)
  })

  it('may be as many UUIDs as a segment holds', async () => {
    const uuids = Array.from(
      { length: LIMITS.idsPerSegment },
      (_, i) => `0b6f1c9e-5a53-4c1e-9a3e-${String(i).padStart(12, '0')}`,
    )
    expect((await put(uuids.join('\r\n'))).json).toMatchObject({ includedCount: LIMITS.idsPerSegment })
  })
})
