import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'

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

  it('is said in so many words, leaves reads alone, and is over when there is space again', async () => {
    await create('first')
    const [page] = origin.open.database.all<{ page_count: number }>(sql`PRAGMA page_count`)
    limitPages(page?.page_count ?? 0)
    let answer = await create('a0')
    for (let i = 1; answer.status === 201 && i < 50; i++) answer = await create(`a${i}`)
    expect([answer.status, problemOf(answer).code]).toEqual([507, 'storage_full'])
    const kept = await origin.call('GET', FLAGS)
    expect(kept.status).toBe(200)
    const refused = answer
    limitPages(1_000_000)
    expect((await create('after')).status).toBe(201)
    expect(problemOf(refused).detail).toBeUndefined()
  })
})
