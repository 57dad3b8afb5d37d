import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'

describe('the audit', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  it('names what was done, newest first, page by page', async () => {
    for (const key of ['a', 'b', 'c']) await origin.call('POST', `${PROJECT}/flags`, { body: { key, type: 'boolean' } })
    const first = await origin.call('GET', `${PROJECT}/audit?limit=2`)
    expect(itemsOf(first).map(({ target }) => target)).toEqual(['c', 'b'])
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await origin.call('GET', `${PROJECT}/audit?limit=2&cursor=${nextCursor}`)
    expect(itemsOf(second).map(({ target, action }) => [target, action])).toEqual([['a', 'flag.create']])
  })

  it('names the key that was used, by its id', async () => {
    const { json } = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'ci' } })
    const { id, key } = json as { id: string; key: string }
    await origin.call('POST', `${PROJECT}/flags`, { key, body: { key: 'a', type: 'boolean' } })
    expect(itemsOf(await origin.call('GET', `${PROJECT}/audit`)).map(({ actor }) => actor)).toEqual([id, 'master'])
  })

  it('tells of one thing of one environment alone', async () => {
    const segment = { body: { key: 'a' } }
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
    await origin.call('POST', `${PROJECT}/environments/production/segments`, segment)
    await origin.call('POST', `${PROJECT}/environments/development/segments`, segment)
    await origin.call('POST', `${PROJECT}/environments/production/segments`, { body: { key: 'b' } })
    const about = async (query: string) =>
      itemsOf(await origin.call('GET', `${PROJECT}/audit?${query}`)).map(({ action, target }) => [action, target])
    expect(await about('environment=production&kind=segment&target=a')).toEqual([['segment.create', 'a']])
    expect(await about('target=a')).toHaveLength(3)
    expect(await about('kind=_%25')).toEqual([])
  })

  it('says nothing of a change that was refused', async () => {
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'bool' } })
    expect(itemsOf(await origin.call('GET', `${PROJECT}/audit`))).toEqual([])
  })

  it('refuses a forged cursor', async () => {
    const cursor = Buffer.from('["after","1; DROP TABLE flags"]').toString('base64url')
    const answer = await origin.call('GET', `${PROJECT}/audit?cursor=${cursor}`)
    expect([answer.status, problemOf(answer).code]).toEqual([400, 'invalid_query'])
  })
})
