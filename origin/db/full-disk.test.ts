import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemOf } from '../testing/fields.ts'
import { EDGE_TOKEN, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const FLAGS = `${PROJECT}/flags`
const FIRST = `${PROJECT}/environments/production/flags/first`

/** SQLite says the same of a database that may not grow as of a disk that is full: SQLITE_FULL. */
describe('a full disk', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const create = (key: string) =>
    origin.call('POST', FLAGS, { body: { key, type: 'boolean', description: 'x'.repeat(1_900) } })
  const limitPages = (pages: number) => origin.open.database.run(sql.raw(`PRAGMA max_page_count = ${pages}`))

  /** @returns the answer to the first write that found no room */
  const fillUp = async () => {
    await create('first')
    const [page] = origin.open.database.all<{ page_count: number }>(sql`PRAGMA page_count`)
    limitPages(page?.page_count ?? 0)
    let answer = await create('a0')
    for (let i = 1; answer.status === 201 && i < 50; i++) answer = await create(`a${i}`)
    return answer
  }
  const edit = () =>
    origin.call('PATCH', FIRST, { body: { enabled: true, rules: manyRules() }, headers: { 'If-Match': '"1"' } })

  /** All that a change of the first flag would change. */
  const look = async () => [
    (await origin.call('GET', FIRST)).json,
    (await origin.call('GET', `${PROJECT}/audit`)).json,
    origin.open.database.all(sql`SELECT version FROM environments`),
    origin.publisher.notified.length,
  ]

  it('is said in so many words, leaves reads alone, and is over when there is space again', async () => {
    const refused = await fillUp()
    expect([refused.status, problemOf(refused).code]).toEqual([507, 'storage_full'])
    expect(problemOf(refused).detail).toBeUndefined()
    expect((await origin.call('GET', FLAGS)).status).toBe(200)
    limitPages(1_000_000)
    expect((await create('after')).status).toBe(201)
  })

  it('changes nothing by halves: neither version nor audit, and nothing for edges', async () => {
    await fillUp()
    const before = await look()
    expect((await edit()).status).toBe(507)
    expect(await look()).toEqual(before)
    limitPages(1_000_000)
    expect((await edit()).status).toBe(200)
  })

  it('does not keep edges from what is published, nor supervisors from the origin', async () => {
    const { json } = await origin.call('GET', `${PROJECT}/environments/production`)
    const { id } = json as { readonly id: string }
    const fetchRuleset = () => origin.call('GET', `/edge/v1/rulesets/${id}`, { key: EDGE_TOKEN })
    expect((await fillUp()).status).toBe(507)
    expect((await fetchRuleset()).status).toBe(200)
    expect((await origin.call('GET', '/livez', { key: null })).status).toBe(200)
  })
})

/** More than fits into what is left of a page. */
function manyRules(): readonly object[] {
  return Array.from({ length: 100 }, (_, i) => ({
    id: `r${i}`,
    if: { attribute: 'email', operator: 'endsWith', values: [`${'x'.repeat(200)}${i}`] },
    serve: { variant: 'on' },
  }))
}
