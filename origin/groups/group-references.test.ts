import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, WHOLE } from '../../shared/contracts/limits.ts'
import { environments } from '../db/schema/environments.ts'
import { describe422, expectRefusal, itemsOf, problemOf } from '../testing/fields.ts'
import { groupClient } from '../testing/group-client.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const CHECKOUT = { kind: 'exclusion', key: 'checkout', salt: 's', slots: [{ key: 'a', share: 30_000 }] }
const HOLDOUT = { kind: 'holdout', key: 'q4', share: 5_000 }
const IN_A = { group: { key: 'checkout', slot: 'a' } }

const segment = ({ call }: TestOrigin, body: object) =>
  call('POST', `${PROJECT}/environments/production/segments`, { body })
const two = (a: number, b: number) => ({
  slots: [
    { key: 'a', share: a },
    { key: 'b', share: b },
  ],
})
const texts = (count: number) => Array.from({ length: count }, (_, i) => String(i))
const looksAt = (count: number) => ({ if: { attribute: 'a', operator: 'contains', values: texts(count) } })
const nested = (depth: number): object =>
  depth === 1 ? { attribute: 'a', operator: 'exists' } : { not: nested(depth - 1) }

describe('groups that rules refer to', () => {
  let origin: TestOrigin
  let client: ReturnType<typeof groupClient>
  beforeEach(async () => {
    origin = await startTestOrigin()
    client = groupClient(origin)
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'x', type: 'boolean' } })
  })
  afterEach(() => origin.close())

  const versions = (): Readonly<Record<string, number>> =>
    Object.fromEntries(
      origin.open.database
        .select()
        .from(environments)
        .all()
        .map(({ key, version }) => [key, version]),
    )

  it('are named by rules, which are read back as they were given', async () => {
    await client.create(CHECKOUT)
    await client.create(HOLDOUT)
    const rule = { if: { attribute: 'country', operator: 'equals', value: 'BR' }, ...IN_A, holdout: 'q4' }
    const answer = await client.configure([rule])
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({ rules: [{ id: 'r0', enabled: true, serve: { variant: 'on' }, ...rule }] })
  })

  it.each([
    [{ group: { key: 'nothing', slot: 'a' } }, '/rules/0/group/key: there is no exclusion group "nothing"'],
    [{ group: { key: 'q4', slot: 'a' } }, '/rules/0/group/key: there is no exclusion group "q4"'],
    [{ group: { key: 'checkout', slot: 'z' } }, '/rules/0/group/slot: the group "checkout" has no slot "z"'],
    [{ holdout: 'checkout' }, '/rules/0/holdout: there is no holdout "checkout"'],
    [{ group: { key: 'checkout' } }, '/rules/0/group/slot: '],
    [{ group: { ...IN_A.group, from: 0 } }, '/rules/0/group/from: unknown property'],
    [{ group: null }, '/rules/0/group: '],
    [{ holdout: 4 }, '/rules/0/holdout: '],
    [
      { if: { segment: 'group:checkout/a' } },
      '/rules/0/if/segment: a rule refers to a group by its own `group` or `holdout`',
    ],
    [{ ...IN_A, if: { segment: 'nobody' } }, '/rules/0/if/segment: there is no segment "nobody"'],
    [{ ...IN_A, if: { all: [{ segment: 'nobody' }] } }, '/rules/0/if/all/0/segment: there is no segment "nobody"'],
  ])('refuse a rule by its pointer that names what is not there: %j', async (rule, expected) => {
    await client.create(CHECKOUT)
    await client.create(HOLDOUT)
    const answer = await client.configure([rule])
    expect([answer.status, describe422(answer)[0]?.slice(0, expected.length)]).toEqual([422, expected])
  })

  it.each([
    [LIMITS.conditionDepth - 2, []],
    [LIMITS.conditionDepth - 1, []],
    [LIMITS.conditionDepth, ['/rules/0/if: nested 17 deep, expected at most 16']],
  ])('take one of the levels of a condition that is nested %i deep: %j', async (depth, problems) => {
    await client.create(CHECKOUT)
    const answer = await client.configure([{ ...IN_A, if: nested(depth) }])
    expect(describe422(answer)).toEqual(problems)
  })

  it('say who refers to them, in every environment, and are not deleted meanwhile', async () => {
    await client.create({
      ...CHECKOUT,
      slots: [
        { key: 'a', share: 1 },
        { key: 'b', share: 1 },
      ],
    })
    await client.create(HOLDOUT)
    await client.configure([{ ...IN_A, enabled: false }, { holdout: 'q4' }])
    await client.configure([IN_A], 'development')
    expect((await origin.call('GET', `${client.groups}/checkout/uses`)).json).toEqual({
      items: [
        { environment: 'development', flag: 'x', rule: 'r0', slot: 'a' },
        { environment: 'production', flag: 'x', rule: 'r0', slot: 'a' },
      ],
    })
    expect((await origin.call('GET', `${client.groups}/q4/uses`)).json).toEqual({
      items: [{ environment: 'production', flag: 'x', rule: 'r1' }],
    })
    const refused = await client.remove('q4')
    expectRefusal(refused, 409, 'group_is_used')
    expect(problemOf(refused).detail).toBe('used by the rule "r1" of the flag "x" in "production"')
    expectRefusal(await client.patch('checkout', { slots: [{ key: 'b', share: 1 }] }), 409, 'group_is_used')
    expect((await client.patch('checkout', { slots: [{ key: 'a', share: 1 }] })).status).toBe(200)
    await client.configure([])
    expect((await client.remove('q4')).status).toBe(204)
  })

  it('are sent again to the edges of the environments that refer to them, and to no others', async () => {
    await client.create(CHECKOUT)
    await client.configure([IN_A])
    const before = versions()
    await client.patch('checkout', { name: 'for people' })
    expect(versions()).toEqual(before)
    await client.patch('checkout', { slots: [{ key: 'a', share: 40_000 }] })
    expect(versions()).toEqual({ ...before, production: (before['production'] ?? 0) + 1 })
    await client.resalt('checkout')
    expect(versions()).toEqual({ ...before, production: (before['production'] ?? 0) + 2 })
  })

  it('decide at once as they are now, in an explanation as in a preview', async () => {
    await client.create(HOLDOUT)
    await client.configure([{ holdout: 'q4' }])
    const path = `${PROJECT}/environments/production/flags/x`
    const context = { targetingKey: 'ann' }
    const reason = async () => {
      const { json } = await origin.call('POST', `${path}/explain`, { body: { context } })
      return (json as { resolution: { reason: string } }).resolution.reason
    }
    await client.patch('q4', { share: 0 })
    expect(await reason()).toBe('TARGETING_MATCH')
    await client.patch('q4', { share: WHOLE })
    expect(await reason()).toBe('DEFAULT')
    const configuration = {
      enabled: true,
      rules: [{ id: 'r0', serve: { variant: 'on' } }],
      defaultServe: { variant: 'off' },
    }
    const rules = [{ id: 'r0', holdout: 'q4', serve: { variant: 'on' } }]
    const preview = async (draft: object) =>
      (await origin.call('POST', `${path}/preview`, { body: { configuration: draft, contexts: [context] } })).json
    expect(await preview({ ...configuration, rules })).toMatchObject({ changedContexts: 1 })
    expect(await preview({ ...configuration, defaultServe: { variant: 'on' } })).toMatchObject({ changedContexts: 0 })
  })

  it('are shown by their names in an explanation', async () => {
    await client.create(CHECKOUT)
    await client.create(HOLDOUT)
    await client.configure([{ ...IN_A, holdout: 'q4' }])
    const body = { context: { targetingKey: 'ann' } }
    const { text } = await origin.call('POST', `${PROJECT}/environments/production/flags/x/explain`, { body })
    expect(text).toContain('"segment":"holdout:q4"')
    expect(text).toContain('"segment":"group:checkout/a"')
  })

  it('go with a configuration into another environment, and come back with an earlier version', async () => {
    await client.create(CHECKOUT)
    await client.configure([IN_A])
    const development = `${PROJECT}/environments/development/flags/x`
    const headers = { 'If-Match': '*' }
    const promoted = await origin.call('POST', `${development}/promote`, { body: { from: 'production' }, headers })
    expect(promoted.json).toMatchObject({ rules: [IN_A] })
    expect(itemsOf(await origin.call('GET', `${PROJECT}/comparison?left=production&right=development`))).toEqual([])
    await client.configure([], 'development')
    const restored = await origin.call('POST', `${development}/restore`, { body: { version: 2 }, headers })
    expect(restored.json).toMatchObject({ rules: [IN_A] })
  })

  it('are missed by a flag that comes back from the archive when they have gone', async () => {
    await client.create(HOLDOUT)
    await client.configure([{ holdout: 'q4' }])
    const headers = { 'If-Match': '*' }
    await origin.call('POST', `${PROJECT}/flags/x/archive`, { headers })
    expect((await client.remove('q4')).status).toBe(204)
    const refused = await origin.call('POST', `${PROJECT}/flags/x/restore`, { headers })
    expectRefusal(refused, 409, 'flag_does_not_fit')
    expect(problemOf(refused).detail).toContain('there is no holdout "q4"')
  })

  it('keep their segments’ keys from segments, which do not name them either', async () => {
    await client.create(CHECKOUT)
    for (const key of ['group:checkout/a', 'holdout:q4']) {
      expect(describe422(await segment(origin, { key }))).toEqual([
        '/key: keys that begin with group: or holdout: are kept for groups',
      ])
    }
    expect((await segment(origin, { key: 'groups' })).status).toBe(201)
    expect((await segment(origin, { key: 's', rules: [{ segment: 'group:checkout/a' }] })).status).toBe(422)
  })

  it('refuse to grow by a range where a flag could not be decided any more', async () => {
    await client.create({ ...CHECKOUT, ...two(1, 1) })
    const full = Array.from({ length: 4 }, () => looksAt(LIMITS.operandsPerCondition))
    let left = LIMITS.operandsPerCondition
    while ((await client.configure([...full, { ...looksAt(left), ...IN_A }])).status !== 200) left--
    const refused = await client.patch('checkout', two(2, 1))
    expect(describe422(refused)).toEqual([
      expect.stringContaining('/slots: the flag "x" needs this group and would break'),
    ])
    expect((await client.patch('checkout', two(1, 2))).status).toBe(200)
  })
})
