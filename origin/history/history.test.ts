import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const FLAG = `${PROJECT}/environments/production/flags/a`

describe('the history of a configuration', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
    await patch({ enabled: true }, 'the launch')
    await patch({ rules: [{ id: 'br', if: { attribute: 'country', operator: 'equals', value: 'BR' }, serve: ON }] })
  })
  afterEach(() => origin.close())

  const ON = { variant: 'on' }
  const patch = async (body: object, reason?: string): Promise<void> => {
    const query = reason === undefined ? '' : `?reason=${encodeURIComponent(reason)}`
    const answer = await origin.call('PATCH', FLAG + query, { body, headers: { 'If-Match': '*' } })
    if (answer.status !== 200) throw new Error(answer.text)
  }
  const restore = (version: number, ifMatch = '*') =>
    origin.call('POST', `${FLAG}/restore`, { body: { version }, headers: { 'If-Match': ifMatch } })

  it('says who made which version, when, from where and why', async () => {
    const [newest, first] = itemsOf(await origin.call('GET', `${FLAG}/versions`))
    expect(newest).toMatchObject({ version: 3, actor: 'master', way: 'api', reason: null, enabled: true })
    expect(first).toMatchObject({ version: 2, reason: 'the launch', at: new Date(origin.nowMs()).toISOString() })
    expect(first?.['address']).toMatch(/127\.0\.0\.1|::1/)
  })

  it('shows each version as it was, the first too, and how it differs from now', async () => {
    const second = (await origin.call('GET', `${FLAG}/versions/2`)).json
    expect(second).toMatchObject({ configuration: { version: 2, enabled: true, rules: [] } })
    expect(second).toMatchObject({
      difference: expect.arrayContaining([expect.objectContaining({ op: 'add', path: '/rules/0' })]),
    })
    const first = (await origin.call('GET', `${FLAG}/versions/1`)).json
    expect(first).toMatchObject({ configuration: { version: 1, enabled: false, rules: [] } })
  })

  it.each(['0', '4', '-1', '1e3', 'x', '99999999999999999999'])('knows no version %s', async (version) => {
    const answer = await origin.call('GET', `${FLAG}/versions/${version}`)
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'version_not_found'])
  })

  it('brings an earlier version back as a new one, on record', async () => {
    const before = await origin.call('GET', `${FLAG}/versions/2`)
    const restored = await restore(2, '"3"')
    expect(restored.status).toBe(200)
    const { configuration } = before.json as { configuration: object }
    expect(restored.json).toMatchObject({ ...configuration, version: 4, updatedAt: expect.any(String) })
    const [newest] = itemsOf(await origin.call('GET', `${FLAG}/versions`))
    expect(newest).toMatchObject({ version: 4, action: 'configuration.restore' })
  })

  it('keeps the ids of rules, so that nobody moves', async () => {
    await patch({ rules: [] })
    const restored = (await restore(3)).json as { rules: { id: string }[] }
    expect(restored.rules.map(({ id }) => id)).toEqual(['br'])
  })

  it('never restores over what somebody else changed meanwhile', async () => {
    const answer = await restore(2, '"2"')
    expect([answer.status, problemOf(answer).code]).toEqual([412, 'version_mismatch'])
  })

  it('refuses what does not fit the flag any more, with its place', async () => {
    const patchFlag = {
      variants: [
        { name: 'yes', value: true },
        { name: 'no', value: false },
      ],
    }
    await patch({ rules: [], defaultServe: { variant: 'off' }, offVariant: null })
    const changed = await origin.call('PATCH', `${PROJECT}/flags/a`, { body: patchFlag, headers: { 'If-Match': '*' } })
    expect([changed.status, (await restore(3)).status]).toContain(422)
  })

  it('goes page by page', async () => {
    const first = await origin.call('GET', `${FLAG}/versions?limit=1`)
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await origin.call('GET', `${FLAG}/versions?limit=1&cursor=${nextCursor}`)
    expect(itemsOf(second).map(({ version }) => version)).toEqual([2])
  })
})
