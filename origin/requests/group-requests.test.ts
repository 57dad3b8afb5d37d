import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createdKeySchema } from '../access/key-view.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { environments } from '../db/schema/environments.ts'
import { describe422, expectRefusal, itemsOf, problemOf, readAs } from '../testing/fields.ts'
import { groupClient } from '../testing/group-client.ts'
import { AUDIT_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { requestSchema } from './request-reply.ts'
import { createRequestScheduler } from './request-scheduler.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const REQUESTS = `${PRODUCTION}/requests`
const ANY = { 'If-Match': '*' }
const IN_A = { group: { key: 'checkout', slot: 'a' } }
const slots = (share: number) => ({ slots: [{ key: 'a', share }] })

type Shown = Pick<z.infer<typeof requestSchema>, 'id'>

describe('a group that a protected environment refers to', () => {
  let origin: TestOrigin
  let client: ReturnType<typeof groupClient>
  let colleague: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    client = groupClient(origin)
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'x', type: 'boolean' } })
    await client.create({ kind: 'exclusion', key: 'checkout', salt: 's', ...slots(30_000) })
    await client.create({ kind: 'holdout', key: 'q4', salt: 's', share: 5_000 })
    await client.create({ kind: 'holdout', key: 'spare', share: 5_000 })
    for (const environment of ['production', 'development']) {
      await client.configure([{ ...IN_A, holdout: 'q4', enabled: false }, IN_A], environment)
    }
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'colleague' } })
    colleague = readAs(createdKeySchema, made).key
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
  })
  afterEach(() => origin.close())

  const tryToAsk = (key: string, change: object) =>
    origin.call('POST', `${PRODUCTION}/groups/${key}/requests`, { body: { change } })
  const ask = async (change: object, { key = 'checkout', place = PRODUCTION, about = {} } = {}) => {
    const answer = await origin.call('POST', `${place}/groups/${key}/requests`, { body: { change, ...about } })
    return readAs(requestSchema, answer)
  }
  const act = (verb: string, { id }: Shown, key?: string, requests = REQUESTS) =>
    origin.call('POST', `${requests}/${id}/${verb}`, { headers: ANY, ...(key === undefined ? {} : { key }) })
  const approve = (request: Shown, requests?: string) => act('approve', request, colleague, requests)
  const shown = async ({ id }: Shown) => (await origin.call('GET', `${REQUESTS}/${id}`)).json
  const group = async (key = 'checkout') => (await origin.call('GET', `${client.groups}/${key}`)).json
  const versions = () =>
    new Map(
      origin.open.database
        .select()
        .from(environments)
        .all()
        .map(({ key, version }) => [key, version]),
    )

  it('moves nobody by the word of one alone, be the rule off or the flag disabled', async () => {
    await origin.call('PATCH', `${PRODUCTION}/flags/x`, { headers: ANY, body: { enabled: false } })
    const refusals = [
      await client.patch('checkout', slots(40_000)),
      await client.patch('checkout', { slots: [...slots(30_000).slots, { key: 'b', share: 1 }] }),
      await client.patch('q4', { share: 0 }),
      await client.resalt('checkout'),
      await client.resalt('q4', { salt: 'new' }),
    ]
    for (const refused of refusals) {
      expectRefusal(refused, 409, 'approval_required')
      expect(problemOf(refused).detail).toMatch(/"production" is protected, and its flags "x" refer to this group/)
    }
    expect(await group()).toMatchObject({ version: 1, salt: 's', share: 30_000 })
    expectRefusal(await client.remove('checkout'), 409, 'group_is_used')
  })

  it('is described anew by one alone, and changed when nothing protected refers to it', async () => {
    expect((await client.patch('checkout', { name: 'Checkout', ...slots(30_000) })).status).toBe(200)
    expect((await client.patch('spare', { share: 1 })).status).toBe(200)
    expect((await client.remove('spare')).status).toBe(204)
    await origin.call('PATCH', PRODUCTION, { body: { protected: false } })
    expect((await client.patch('checkout', slots(40_000))).status).toBe(200)
    expect((await client.resalt('checkout')).status).toBe(200)
  })

  it('is changed by a request that somebody else approved, in every environment', async () => {
    const request = await ask(slots(40_000))
    expect(request).toMatchObject({
      flag: null,
      segment: null,
      group: 'checkout',
      baseVersion: 1,
      missingApprovals: 1,
      concerned: ['x'],
      elsewhere: [{ environment: 'development', isProtected: false, flags: ['x'] }],
      ids: null,
      difference: expect.arrayContaining([{ op: 'replace', path: '/share', value: 40_000 }]),
    })
    expectRefusal(await act('apply', request), 409, 'approval_required')
    expectRefusal(await act('approve', request), 409, 'own_request')
    await approve(request)
    const before = versions()
    expect((await act('apply', request)).json).toMatchObject({ state: 'applied', difference: [] })
    expect(await group()).toMatchObject({ share: 40_000, version: 2, salt: 's' })
    for (const key of ['production', 'development']) expect(versions().get(key)).toBe((before.get(key) ?? 0) + 1)
    expect(itemsOf(await origin.call('GET', `${PROJECT}/audit`)).slice(0, 2)).toMatchObject([
      { action: 'request.apply', way: 'request' },
      { action: 'group.apply', target: 'checkout', way: 'request' },
    ])
  })

  it('says for whom it would change something', async () => {
    for (const name of ['ann', 'bob']) {
      await origin.call('POST', `${PROJECT}/contexts`, { body: { name, context: { targetingKey: name } } })
    }
    await origin.call('PATCH', PRODUCTION, { body: { protected: false } })
    const body = { rules: [{ id: 'r', ...IN_A, serve: { variant: 'on' } }], defaultServe: { variant: 'off' } }
    await origin.call('PATCH', `${PRODUCTION}/flags/x`, { headers: ANY, body: { enabled: true, ...body } })
    const { weighed } = await ask(slots(40_000))
    expect(weighed.contexts).toHaveLength(2)
    // A tenth of 10 000, within five standard deviations.
    for (const { changedKeys } of weighed.contexts) expect(Math.abs(changedKeys - 1_000)).toBeLessThan(150)
  })

  it('is placed anew by a request, whose salt is drawn before anybody looks at it', async () => {
    const request = await ask({ salt: null, ...slots(20_000) })
    const salt = 'salt' in request.change ? request.change.salt : undefined
    expect(salt).toMatch(/^[a-z0-9]{12}$/)
    expect(request).toMatchObject({
      difference: expect.arrayContaining([{ op: 'replace', path: '/salt', value: salt }]),
    })
    await approve(request)
    await act('apply', request)
    expect(await group()).toMatchObject({ salt, slots: [{ key: 'a', ranges: [{ from: 0, to: 20_000 }] }] })
  })

  it('needs as many as the strictest environment that refers to it says, wherever it was asked for', async () => {
    await origin.call('PATCH', PRODUCTION, { body: { requiredApprovals: 2 } })
    const place = `${PROJECT}/environments/development`
    const request = await ask({ share: 1 }, { key: 'q4', place })
    expect(request).toMatchObject({
      missingApprovals: 2,
      elsewhere: [{ environment: 'production', isProtected: true, flags: ['x'] }],
    })
    await approve(request, `${place}/requests`)
    expectRefusal(await act('apply', request, undefined, `${place}/requests`), 409, 'approval_required')
    expect(await ask({ share: 1 }, { key: 'spare', place })).toMatchObject({ missingApprovals: 0, elsewhere: [] })
  })

  it('is asked for in its own words: an edit is read as a change of a group, and takes approvals back', async () => {
    const request = await ask(slots(40_000))
    await approve(request)
    const edit = (body: object) => origin.call('PATCH', `${REQUESTS}/${request.id}`, { headers: ANY, body })
    expect(describe422(await edit({ change: { included: ['ann'] } }))[0]).toMatch('/change')
    expect(describe422(await edit({ change: { share: 1 } }))[0]).toMatch('/change/share: an exclusion group has slots')
    expect(await shown(request)).toMatchObject({ missingApprovals: 0 })
    expect((await edit({ change: slots(35_000) })).json).toMatchObject({ missingApprovals: 1, change: slots(35_000) })
  })

  it('is not changed over what somebody changed meanwhile', async () => {
    const [first, second] = [await ask(slots(40_000)), await ask(slots(50_000))]
    await approve(first)
    await approve(second)
    await act('apply', first)
    expectRefusal(await act('apply', second), 412, 'version_mismatch')
    expect(await shown(second)).toMatchObject({ isConflicting: true, state: 'open' })
    expect(await group()).toMatchObject({ share: 40_000 })
  })

  it('is not asked to become what it cannot be', async () => {
    expect(describe422(await tryToAsk('q4', slots(1)))).toEqual([
      '/change/slots: a holdout has no slots: it has one share',
    ])
    expectRefusal(await tryToAsk('none', { share: 1 }), 404, 'group_not_found')
    expectRefusal(await tryToAsk('checkout', { slots: [{ key: 'b', share: 1 }] }), 409, 'group_is_used')
  })

  it('takes what was asked of it along when it is deleted: one that is made later is another', async () => {
    const request = await ask({ share: 1 }, { key: 'spare' })
    await client.remove('spare')
    await client.create({ kind: 'holdout', key: 'spare', share: 5_000 })
    expectRefusal(await approve(request), 409, 'request_is_over')
    expect(await shown(request)).toMatchObject({ state: 'failed', outcome: expect.stringMatching('group_not_found') })
  })

  it('changes by itself at its time, in its author’s name, also after a restart', async () => {
    const applyAt = new Date(origin.nowMs() + 3_600_000).toISOString()
    await approve(await ask(slots(40_000), { about: { applyAt } }))
    await scheduler(origin).applyDue()
    expect(await group()).toMatchObject({ share: 30_000 })
    origin.passMs(3_600_000)
    await scheduler(origin).applyDue()
    await scheduler(origin).applyDue()
    expect(await group()).toMatchObject({ share: 40_000, version: 2 })
    const [entry] = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
    expect(entry).toMatchObject({ action: 'request.apply', way: 'schedule', actor: 'master' })
  })
})

/** As every start of the origin makes one: all that it knows lies in the database. */
function scheduler({ open: { database }, publisher, nowMs: clock }: TestOrigin) {
  const commit = createCommitChange({
    database,
    clock,
    randomBytes,
    auditChain: createAuditChain(AUDIT_KEY),
    publisher,
  })
  return createRequestScheduler({ database, commit, clock, onProblem: () => undefined })
}
