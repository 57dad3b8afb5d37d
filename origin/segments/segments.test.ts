import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, expectRefusal, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const SEGMENTS = `${PRODUCTION}/segments`
const BR = { attribute: 'country', operator: 'equals', value: 'BR' }
const ON = { variant: 'on' }

const referTo = (segment: string) => ({ enabled: true, rules: [{ id: 'r', if: { segment }, serve: ON }] })

describe('segments', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
  })
  afterEach(() => origin.close())

  const create = (body: object, environment = PRODUCTION) => origin.call('POST', `${environment}/segments`, { body })
  const patch = (key: string, body: object, ifMatch = '*') =>
    origin.call('PATCH', `${SEGMENTS}/${key}`, { body, headers: { 'If-Match': ifMatch } })
  const remove = (key: string) => origin.call('DELETE', `${SEGMENTS}/${key}`, { headers: { 'If-Match': '*' } })
  const configure = (flag: string, body: object, environment = PRODUCTION) =>
    origin.call('PATCH', `${environment}/flags/${flag}`, { body, headers: { 'If-Match': '*' } })
  const decide = async (context: object): Promise<unknown> => {
    const answer = await origin.call('POST', `${PRODUCTION}/flags/a/explain`, { body: { context } })
    return (answer.json as { resolution: { reason: string } }).resolution.reason
  }

  it('are made, read, changed and deleted, each time with the ETag of their version', async () => {
    const made = await create({ key: 'beta', included: ['u2', 'u1', 'u2'], rules: [BR] })
    expect([made.status, made.headers.get('ETag')]).toEqual([201, '"1"'])
    expect(made.json).toMatchObject({ key: 'beta', name: 'beta', by: null, includedCount: 2, excludedCount: 0 })
    const changed = await patch('beta', { name: 'Beta', description: 'who asked' }, '"1"')
    expect([changed.status, changed.headers.get('ETag')]).toEqual([200, '"2"'])
    expectRefusal(await patch('beta', { name: 'Late' }, '"1"'), 412, 'version_mismatch')
    expect(itemsOf(await origin.call('GET', SEGMENTS))).toEqual([changed.json])
    expect((await remove('beta')).status).toBe(204)
    expectRefusal(await origin.call('GET', `${SEGMENTS}/beta`), 404, 'segment_not_found')
  })

  it('belong to one environment', async () => {
    await create({ key: 'beta' }, `${PROJECT}/environments/development`)
    expect(itemsOf(await origin.call('GET', SEGMENTS))).toEqual([])
    expect(describe422(await configure('a', referTo('beta')))).toEqual([
      '/rules/0/if/segment: there is no segment "beta"',
    ])
    expect((await configure('a', referTo('beta'), `${PROJECT}/environments/development`)).status).toBe(200)
  })

  it('refuse a key that is taken, an id that is none, an operator that there is not', async () => {
    await create({ key: 'beta' })
    expectRefusal(await create({ key: 'beta' }), 409, 'segment_exists')
    expect((await create({ key: 'x', included: [''] })).status).toBe(422)
    expect((await create({ key: 'x', included: ['u'.repeat(LIMITS.targetingKeyLength + 1)] })).status).toBe(422)
    const rules = [{ attribute: 'a', operator: 'sounds like', value: 'x' }]
    expect(describe422(await create({ key: 'x', rules }))[0]).toContain('/rules/0')
    const pattern = [{ attribute: 'a', operator: 'matches', pattern: '(' }]
    expect(describe422(await create({ key: 'x', rules: pattern }))[0]).toMatch('/rules/0/pattern')
  })

  it('decide as explained: excluded before included before rules', async () => {
    await create({ key: 'beta', included: ['ann', 'bob'], excluded: ['bob'], rules: [BR] })
    await configure('a', referTo('beta'))
    expect(await decide({ targetingKey: 'ann' })).toBe('TARGETING_MATCH')
    expect(await decide({ targetingKey: 'bob', country: 'BR' })).not.toBe('TARGETING_MATCH')
    expect(await decide({ targetingKey: 'eve', country: 'BR' })).toBe('TARGETING_MATCH')
    expect(await decide({ targetingKey: 'eve' })).not.toBe('TARGETING_MATCH')
  })

  it('are known to a preview of a draft', async () => {
    await create({ key: 'beta', included: ['ann'] })
    const configuration = { ...referTo('beta'), defaultServe: { variant: 'off' } }
    const body = { configuration, contexts: [{ targetingKey: 'ann' }, { targetingKey: 'eve' }] }
    const preview = await origin.call('POST', `${PRODUCTION}/flags/a/preview`, { body })
    const { changes } = preview.json as { changes: object[] }
    expect(changes).toEqual([expect.objectContaining({ context: 0, after: expect.objectContaining(ON) })])
  })

  it('name who refers to them, and are not deleted meanwhile', async () => {
    await create({ key: 'inner' })
    await create({ key: 'outer', rules: [{ not: { segment: 'inner' } }] })
    await configure('a', { rules: [{ id: 'r', enabled: false, if: { segment: 'inner' }, serve: ON }] })
    const uses = await origin.call('GET', `${SEGMENTS}/inner/uses`)
    expect(uses.json).toEqual({ flags: ['a'], segments: ['outer'] })
    const refused = await remove('inner')
    expectRefusal(refused, 409, 'segment_is_used')
    expect(problemOf(refused).detail).toBe('used by the flag "a", the segment "outer"')
    await configure('a', { rules: [] })
    await remove('outer')
    expect((await remove('inner')).status).toBe(204)
  })

  it('refuse a circle, with its path', async () => {
    await create({ key: 'one' })
    await create({ key: 'two', rules: [{ segment: 'one' }] })
    const refused = await patch('one', { rules: [{ any: [BR, { segment: 'two' }] }] })
    expect(describe422(refused)).toEqual([
      expect.stringMatching(/^\/rules: goes in a circle: segment "one" -> segment "two" -> segment "one"$/),
    ])
  })

  it('refuse to refer to what is not there, and to depend on a flag', async () => {
    expect(describe422(await create({ key: 'x', rules: [{ segment: 'nobody' }] }))).toEqual([
      '/rules/0/segment: there is no segment "nobody"',
    ])
    expect(describe422(await create({ key: 'x', rules: [{ flag: 'a', variants: ['on'] }] }))).toEqual([
      '/rules/0/flag: a segment cannot depend on a flag',
    ])
  })

  it('refuse a change by which a flag could not be decided any more', async () => {
    await create({ key: 's0' })
    for (let i = 1; i < LIMITS.referenceDepth; i++) await create({ key: `s${i}`, rules: [{ segment: `s${i - 1}` }] })
    expect((await configure('a', referTo(`s${LIMITS.referenceDepth - 1}`))).status).toBe(200)
    await create({ key: 'deep' })
    const refused = await patch('s0', { rules: [{ segment: 'deep' }] })
    expect(describe422(refused)[0]).toContain('the flag "a" needs this segment and would break')
  })

  it('page through their ids', async () => {
    const included = Array.from({ length: 5 }, (_, i) => `u${4 - i}`)
    await create({ key: 'beta', included, excluded: ['x'] })
    const first = await origin.call('GET', `${SEGMENTS}/beta/ids?limit=3`)
    expect(first.json).toMatchObject({ items: ['u0', 'u1', 'u2'] })
    expect(first.headers.get('ETag')).toBe('"1"')
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await origin.call('GET', `${SEGMENTS}/beta/ids?limit=3&cursor=${nextCursor}`)
    expect(second.json).toEqual({ items: ['u3', 'u4'] })
    expect((await origin.call('GET', `${SEGMENTS}/beta/ids?list=excluded`)).json).toEqual({ items: ['x'] })
  })

  it('take another list of ids and leave the one that is not named', async () => {
    await create({ key: 'beta', included: ['u1'], excluded: ['x'] })
    const headers = { 'If-Match': '"1"' }
    const replaced = await origin.call('PUT', `${SEGMENTS}/beta/ids`, { body: { included: ['u2', 'u3'] }, headers })
    expect(replaced.json).toMatchObject({ includedCount: 2, excludedCount: 1, version: 2 })
  })

  it('are audited, with who came and who went', async () => {
    await create({ key: 'beta', included: ['u1', 'u2'] })
    await patch('beta', { included: ['u2', 'u3'] })
    const [entry] = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
    expect(entry).toMatchObject({
      action: 'segment.update',
      target: 'beta',
      before: { includedIds: ['u1'], includedCount: 2 },
      after: { includedIds: ['u3'], includedCount: 2 },
    })
  })

  it('are sent to edges again when they changed, not when only people see it', async () => {
    await create({ key: 'beta' })
    origin.publisher.notified.length = 0
    await patch('beta', { description: 'for people' })
    expect(origin.publisher.notified).toEqual([])
    await patch('beta', { included: ['u1'] })
    expect(origin.publisher.notified).toHaveLength(1)
  })
})
