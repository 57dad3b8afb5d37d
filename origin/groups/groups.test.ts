import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, WHOLE } from '../../shared/contracts/limits.ts'
import { environments } from '../db/schema/environments.ts'
import { segments } from '../db/schema/segments.ts'
import { describe422, expectRefusal, itemsOf } from '../testing/fields.ts'
import { groupClient } from '../testing/group-client.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { MOST_SLOTS } from './group-input.ts'
import { MOST_RANGES } from './problems-of-slots.ts'

const PROJECT = '/api/v1/projects/default'
const CHECKOUT = { kind: 'exclusion', key: 'checkout', salt: 's', slots: [{ key: 'a', share: 30_000 }] }
const HOLDOUT = { kind: 'holdout', key: 'q4', share: 5_000 }

const slotsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `s${i}`, share: 1 }))

const sized = (a: number, b: number) => ({
  slots: [
    { key: 'a', share: a },
    { key: 'b', share: b },
  ],
})

/** Past the API, into some environment, whose key it returns. */
function insertSegments({ open: { database } }: TestOrigin, keys: readonly string[]): string {
  const [{ id: environmentId, key } = { id: '', key: '' }] = database.select().from(environments).all()
  const ids = { included: [], excluded: [], includedCount: 0, excludedCount: 0 }
  const row = { environmentId, name: 's', ...ids, rules: [], bytes: 1, createdAtMs: 1, updatedAtMs: 1 }
  for (let i = 0; i < keys.length; i += 500) {
    const rows = keys.slice(i, i + 500).map((segmentKey) => ({ ...row, key: segmentKey }))
    database.insert(segments).values(rows).run()
  }
  return key
}

describe('groups', () => {
  let origin: TestOrigin
  let client: ReturnType<typeof groupClient>
  beforeEach(async () => {
    origin = await startTestOrigin()
    client = groupClient(origin)
  })
  afterEach(() => origin.close())

  it('are made, read, changed and deleted, each time with the ETag of their version', async () => {
    const made = await client.create(CHECKOUT)
    expect([made.status, made.headers.get('ETag')]).toEqual([201, '"1"'])
    expect(made.json).toMatchObject({
      kind: 'exclusion',
      name: 'checkout',
      description: null,
      salt: 's',
      by: null,
      share: 30_000,
      slots: [{ key: 'a', share: 30_000, ranges: [{ from: 0, to: 30_000 }] }],
    })
    const changed = await client.patch('checkout', { name: 'Checkout', description: 'experiments' }, '"1"')
    expect([changed.status, changed.headers.get('ETag')]).toEqual([200, '"2"'])
    expectRefusal(await client.patch('checkout', { name: 'Late' }, '"1"'), 412, 'version_mismatch')
    const holdout = await client.create({ ...HOLDOUT, by: 'company' })
    expect(holdout.json).toMatchObject({
      kind: 'holdout',
      share: 5_000,
      by: 'company',
      salt: expect.stringMatching(/^[a-z0-9]{12}$/),
    })
    expect(itemsOf(await origin.call('GET', client.groups))).toEqual([changed.json, holdout.json])
    expect((await client.remove('checkout')).status).toBe(204)
    expectRefusal(await origin.call('GET', `${client.groups}/checkout`), 404, 'group_not_found')
  })

  it('are listed page by page', async () => {
    for (const key of ['c', 'a', 'b']) await client.create({ ...HOLDOUT, key })
    const first = await origin.call('GET', `${client.groups}?limit=2`)
    expect(itemsOf(first).map(({ key }) => key)).toEqual(['a', 'b'])
    const { nextCursor } = first.json as { nextCursor: string }
    expect(
      itemsOf(await origin.call('GET', `${client.groups}?limit=2&cursor=${nextCursor}`)).map(({ key }) => key),
    ).toEqual(['c'])
  })

  it('are made once, however often the same creation is sent', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    const answers = [
      await origin.call('POST', client.groups, { body: HOLDOUT, headers }),
      await origin.call('POST', client.groups, { body: HOLDOUT, headers }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expectRefusal(await client.create(HOLDOUT), 409, 'group_exists')
  })

  it.each([
    [{ ...CHECKOUT, slots: [] }, '/slots: '],
    [{ ...CHECKOUT, share: 1 }, '/share: an exclusion group has slots, each with a share'],
    [{ ...HOLDOUT, slots: [{ key: 'a', share: 1 }] }, '/slots: a holdout has no slots: it has one share'],
    [{ kind: 'holdout', key: 'q4' }, '/share: '],
    [{ kind: 'exclusion', key: 'q4' }, '/slots: '],
    [{ ...HOLDOUT, share: WHOLE + 1 }, '/share: '],
    [{ ...HOLDOUT, share: -1 }, '/share: '],
    [{ ...HOLDOUT, share: 0.5 }, '/share: '],
    [{ ...HOLDOUT, key: 'Q4' }, '/key: '],
    [{ ...HOLDOUT, key: 'k'.repeat(65) }, '/key: '],
    [{ ...HOLDOUT, salt: 's'.repeat(LIMITS.saltLength + 1) }, '/salt: '],
    [{ ...HOLDOUT, by: '' }, '/by: '],
    [{ ...HOLDOUT, ranges: [] }, '/ranges: unknown property'],
    [{ ...CHECKOUT, slots: [{ key: 'a', share: 1, from: 0 }] }, '/slots/0/from: unknown property'],
    [
      {
        ...CHECKOUT,
        slots: [
          { key: 'a', share: 1 },
          { key: 'a', share: 1 },
        ],
      },
      '/slots/1/key: there is a slot "a" before this one',
    ],
  ])('refuse by its pointer what is none: %j', async (body, expected) => {
    const answer = await client.create(body)
    expect([answer.status, describe422(answer)[0]?.slice(0, expected.length)]).toEqual([422, expected])
  })

  it.each([
    [WHOLE - 1, 201],
    [WHOLE, 201],
    [WHOLE + 1, 422],
  ])('have slots whose shares sum to %i: %i', async (sum, status) => {
    const slots = [
      { key: 'a', share: 60_000 },
      { key: 'b', share: sum - 60_000 },
    ]
    expect((await client.create({ ...CHECKOUT, slots })).status).toBe(status)
  })

  it.each([
    [MOST_SLOTS - 1, 201],
    [MOST_SLOTS, 201],
    [MOST_SLOTS + 1, 422],
  ])('have %i slots: %i', async (count, status) => {
    expect((await client.create({ ...CHECKOUT, slots: slotsOf(count) })).status).toBe(status)
  })

  it(`lie in at most ${MOST_RANGES} ranges each, until a new salt lays them out anew`, async () => {
    await client.create({ ...CHECKOUT, ...sized(1, 1) })
    for (let ranges = 2; ranges <= MOST_RANGES; ranges++) {
      expect((await client.patch('checkout', sized(ranges, ranges - 1))).status).toBe(200)
      expect((await client.patch('checkout', sized(ranges, ranges))).status).toBe(200)
    }
    const more = sized(MOST_RANGES + 1, MOST_RANGES)
    expect(describe422(await client.patch('checkout', more))[0]).toMatch(
      /^\/slots\/0\/share: lies in 51 ranges, expected at most 50/,
    )
    expect((await client.resalt('checkout')).json).toMatchObject({
      slots: [
        { key: 'a', ranges: [{ from: 0, to: 50 }] },
        { key: 'b', ranges: [{ from: 50, to: 100 }] },
      ],
    })
    expect((await client.patch('checkout', more)).status).toBe(200)
  })

  it('leave room for the segments of every environment, and these for them', async () => {
    const keys = Array.from({ length: LIMITS.segmentsPerRuleset - 3 }, (_, i) => `s${i}`)
    const environmentKey = insertSegments(origin, keys)
    expect((await client.create({ ...CHECKOUT, slots: slotsOf(2) })).status).toBe(201)
    expect((await client.create(HOLDOUT)).status).toBe(201)
    expectRefusal(await client.create({ ...HOLDOUT, key: 'q5' }), 409, 'too_many_groups')
    expectRefusal(await client.patch('checkout', { slots: slotsOf(3) }), 409, 'too_many_groups')
    const segment = () =>
      origin.call('POST', `${PROJECT}/environments/${environmentKey}/segments`, { body: { key: 'one-more' } })
    expectRefusal(await segment(), 409, 'too_many_segments')
    await client.remove('q4')
    expect((await segment()).status).toBe(201)
  })

  it('are not made where edges know a segment by that name, from a release that allowed it', async () => {
    insertSegments(origin, ['holdout:q4', 'group:checkout/b'])
    expectRefusal(await client.create(HOLDOUT), 409, 'segment_exists')
    expect((await client.create({ ...HOLDOUT, key: 'q5' })).status).toBe(201)
    expect((await client.create({ ...CHECKOUT, ...sized(1, 1) })).status).toBe(409)
    await client.create(CHECKOUT)
    expectRefusal(await client.patch('checkout', sized(1, 1)), 409, 'segment_exists')
  })

  it('get another salt only on purpose, which says that people will move', async () => {
    await client.create(CHECKOUT)
    expect(describe422(await client.patch('checkout', { salt: 'new' }))).toEqual(['/salt: unknown property'])
    expect(describe422(await client.patch('checkout', { by: 'company' }))).toEqual(['/by: unknown property'])
    expect((await client.resalt('checkout', { salt: 'new' })).json).toMatchObject({
      salt: 'new',
      version: 2,
      moves: [{ pointer: '/salt', detail: 'people will move: s becomes new' }],
    })
    expect((await client.resalt('checkout', { salt: 'new' })).json).toMatchObject({ version: 2, moves: [] })
  })

  it('are audited', async () => {
    await client.create(CHECKOUT)
    await client.patch('checkout', { slots: [{ key: 'a', share: 10_000 }] })
    await client.resalt('checkout', { salt: 'new' })
    await client.remove('checkout')
    const entries = itemsOf(await origin.call('GET', `${PROJECT}/audit?limit=4`))
    expect(entries.map(({ action, target }) => [action, target])).toEqual([
      ['group.delete', 'checkout'],
      ['group.resalt', 'checkout'],
      ['group.update', 'checkout'],
      ['group.create', 'checkout'],
    ])
    expect(entries[2]).toMatchObject({ before: { share: 30_000 }, after: { share: 10_000 } })
  })
})
