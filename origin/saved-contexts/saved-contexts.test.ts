import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const CONTEXTS = '/api/v1/projects/default/contexts'

describe('saved contexts', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const save = (name: string, context: unknown = { targetingKey: name }) =>
    origin.call('POST', CONTEXTS, { body: { name, context } })

  it('are kept by name, changed and forgotten', async () => {
    await save('Zé')
    const { json, headers } = await save('Ana', { targetingKey: 'ana', plan: 'pro' })
    const { id } = json as { id: string }
    expect(itemsOf(await origin.call('GET', CONTEXTS)).map(({ name }) => name)).toEqual(['Ana', 'Zé'])
    const ifMatch = { 'If-Match': headers.get('ETag') ?? '' }
    const body = { context: { targetingKey: 'ana', plan: 'free' } }
    const patched = await origin.call('PATCH', `${CONTEXTS}/${id}`, { headers: ifMatch, body })
    expect(patched.json).toMatchObject({ name: 'Ana', ...body, version: 2 })
    const late = await origin.call('DELETE', `${CONTEXTS}/${id}`, { headers: ifMatch })
    expect([late.status, problemOf(late)]).toMatchObject([412, { currentVersion: '2', changedBy: 'master' }])
    expect((await origin.call('DELETE', `${CONTEXTS}/${id}`, { headers: { 'If-Match': '"2"' } })).status).toBe(204)
    expect(itemsOf(await origin.call('GET', CONTEXTS))).toHaveLength(1)
  })

  it('have names of their own', async () => {
    await save('Ana')
    const again = await save('Ana')
    expect([again.status, problemOf(again).code]).toEqual([409, 'context_exists'])
    const { id } = (await save('Bia')).json as { id: string }
    const renamed = await origin.call('PATCH', `${CONTEXTS}/${id}`, {
      headers: { 'If-Match': '*' },
      body: { name: 'Ana' },
    })
    expect(renamed.status).toBe(409)
  })

  it.each([[[]], ['text'], [{ targetingKey: 7 }]])(
    'are what edges take for a context, which is not %j',
    async (context) => {
      const answer = await save('Ana', context)
      expect(answer.status).toBe(422)
      expect(describe422(answer)).toEqual([expect.stringMatching(/^\/context/)])
    },
  )

  it('are at most a hundred', async () => {
    for (let i = 0; i < 100; i++) await save(`n${i}`)
    const answer = await save('one too many')
    expect([answer.status, problemOf(answer).code]).toEqual([409, 'too_many_contexts'])
  })
})
