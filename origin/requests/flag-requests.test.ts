import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createdKeySchema } from '../access/key-view.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { environments } from '../db/schema/environments.ts'
import { describe422, expectRefusal, itemsOf, problemOf, readAs } from '../testing/fields.ts'
import { AUDIT_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { requestSchema } from './request-reply.ts'
import { createRequestScheduler } from './request-scheduler.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const DEVELOPMENT = `${PROJECT}/environments/development`
const FLAG = `${PROJECT}/flags/x`
const ANY = { 'If-Match': '*' }
const VARIANTS = [
  { name: 'red', value: 'r' },
  { name: 'blue', value: 'b' },
]
const REVALUED = [
  { name: 'red', value: 'r' },
  { name: 'blue', value: 'pwned' },
]

type Shown = Pick<z.infer<typeof requestSchema>, 'id'>

describe('a flag that is configured in a protected environment', () => {
  let origin: TestOrigin
  let colleague: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    const body = { key: 'x', type: 'string', variants: VARIANTS, salt: 'old' }
    await origin.call('POST', `${PROJECT}/flags`, { body })
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'colleague' } })
    colleague = readAs(createdKeySchema, made).key
    await configure({ enabled: true, offVariant: 'blue' })
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
  })
  afterEach(() => origin.close())

  const configure = (body: object, place = PRODUCTION) =>
    origin.call('PATCH', `${place}/flags/x`, { headers: ANY, body })
  const patch = (body: object, flag = FLAG) => origin.call('PATCH', flag, { headers: ANY, body })
  const post = (verb: string, flag = FLAG) => origin.call('POST', `${flag}/${verb}`, { headers: ANY })
  const remove = (flag = FLAG) => origin.call('DELETE', `${flag}?allowMassRemoval=true`, { headers: ANY })
  const tryToAsk = (change: object, place = PRODUCTION, about: object = {}) =>
    origin.call('POST', `${place}/flags/x/everywhere/requests`, { body: { change, ...about } })
  const ask = async (change: object, place = PRODUCTION, about: object = {}) => {
    const answer = await tryToAsk(change, place, about)
    return readAs(requestSchema, answer)
  }
  const act = (verb: string, { id }: Shown, { key, place = PRODUCTION }: { key?: string; place?: string } = {}) =>
    origin.call('POST', `${place}/requests/${id}/${verb}`, { headers: ANY, ...(key === undefined ? {} : { key }) })
  const approve = (request: Shown, place?: string) =>
    act('approve', request, { key: colleague, ...(place === undefined ? {} : { place }) })
  const approveAndApply = async (change: object) => {
    const request = await ask(change)
    await approve(request)
    return act('apply', request)
  }
  const shown = async ({ id }: Shown) => (await origin.call('GET', `${PRODUCTION}/requests/${id}`)).json
  const flag = async () => (await origin.call('GET', FLAG)).json
  const versions = () =>
    new Map(
      origin.open.database
        .select()
        .from(environments)
        .all()
        .map(({ key, version }) => [key, version]),
    )

  const changeAlone = async () => {
    const answers = [
      await patch({ variants: REVALUED }),
      await patch({ variants: [...REVALUED].toReversed(), description: 'only words' }),
      await patch({ clientVisible: true }),
      await post('resalt'),
      await post('archive?allowMassRemoval=true'),
      await remove(),
    ]
    return new Set(answers.map((answer) => `${problemOf(answer).code}: ${problemOf(answer).detail}`))
  }
  const refused = new Set([
    expect.stringMatching(/^approval_required: the environment "production" is protected, and the flag is configured/),
  ])

  const guards = async (flag = FLAG) => itemsOf(await origin.call('GET', `${flag}/guards`))

  it('is guarded there, and nowhere else until somebody asks for it there', async () => {
    const guard = { environment: 'production', requiredApprovals: 1 }
    expect(await guards()).toEqual([guard])
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'y', type: 'boolean' } })
    expect(await guards(`${PROJECT}/flags/y`)).toEqual([])
    await origin.call('POST', `${PRODUCTION}/flags/y/requests`, { body: { change: { enabled: true } } })
    expect(await guards(`${PROJECT}/flags/y`)).toEqual([guard])
    expect((await origin.call('GET', `${PROJECT}/flags/z/guards`)).status).toBe(404)
  })

  it('says something else, goes or shows itself by nobody’s word alone', async () => {
    const before = await flag()
    expect(await changeAlone()).toEqual(refused)
    expect(await flag()).toEqual(before)
  })

  it('does not by way of switching it off first: its off variant is a value too', async () => {
    expect((await configure({ enabled: false })).status).toBe(200)
    expect(await changeAlone()).toEqual(refused)
    expect(await flag()).toMatchObject({ version: 1, variants: VARIANTS })
  })

  it('is described by one alone, and takes variants that nothing refers to yet', async () => {
    const body = { description: 'words', owner: 'team', tags: ['a'], lifetime: 'permanent', clientVisible: false }
    expect((await patch(body)).status).toBe(200)
    const green = { name: 'green', value: 'g' }
    expect((await patch({ variants: [green, ...VARIANTS] })).status).toBe(200)
    expectRefusal(await patch({ variants: VARIANTS }), 409, 'approval_required')
  })

  it('is free where no protected environment uses it, also when it was configured in others', async () => {
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'y', type: 'string', variants: VARIANTS } })
    const other = `${PROJECT}/flags/y`
    await origin.call('PATCH', `${DEVELOPMENT}/flags/y`, { headers: ANY, body: { enabled: true } })
    expect((await patch({ variants: REVALUED, clientVisible: true }, other)).status).toBe(200)
    expect((await post('resalt', other)).status).toBe(200)
    expect((await post('archive?allowMassRemoval=true', other)).status).toBe(200)
    expect((await post('restore', other)).status).toBe(200)
    expect((await remove(other)).status).toBe(204)
    await origin.call('PATCH', PRODUCTION, { body: { protected: false } })
    expect((await patch({ variants: REVALUED })).status).toBe(200)
  })

  it('stays what others approved while a request of its configuration is open', async () => {
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'y', type: 'string', variants: VARIANTS } })
    const change = { enabled: true, defaultServe: { variant: 'blue' } }
    const asked = await origin.call('POST', `${PRODUCTION}/flags/y/requests`, { body: { change } })
    const other = `${PROJECT}/flags/y`
    expectRefusal(await patch({ variants: REVALUED }, other), 409, 'approval_required')
    await act('withdraw', readAs(requestSchema, asked))
    expect((await patch({ variants: REVALUED }, other)).status).toBe(200)
  })

  it('is changed by a request that somebody else approved, in every environment', async () => {
    await configure({ enabled: true }, DEVELOPMENT)
    const request = await ask({ variants: REVALUED, clientVisible: true, salt: null, description: 'new' })
    const salt = 'salt' in request.change ? request.change.salt : undefined
    expect(request).toMatchObject({
      flag: null,
      flagEverywhere: 'x',
      segment: null,
      group: null,
      baseVersion: 1,
      missingApprovals: 1,
      concerned: ['x'],
      elsewhere: [{ environment: 'development', isProtected: false, flags: ['x'] }],
      difference: expect.arrayContaining([
        { op: 'replace', path: '/variants/1/value', value: 'pwned' },
        { op: 'replace', path: '/salt', value: salt },
      ]),
    })
    expectRefusal(await act('apply', request), 409, 'approval_required')
    expectRefusal(await act('approve', request), 409, 'own_request')
    await approve(request)
    const before = versions()
    expect((await act('apply', request)).json).toMatchObject({ state: 'applied', difference: [] })
    expect(await flag()).toMatchObject({
      variants: REVALUED,
      clientVisible: true,
      salt,
      description: 'new',
      version: 2,
    })
    for (const key of ['production', 'development']) expect(versions().get(key)).toBe((before.get(key) ?? 0) + 1)
    expect(itemsOf(await origin.call('GET', `${PROJECT}/audit`)).slice(0, 2)).toMatchObject([
      { action: 'request.apply', way: 'request' },
      { action: 'flag.apply', target: 'x', way: 'request' },
    ])
  })

  it('says for whom another value would be one', async () => {
    await origin.call('POST', `${PROJECT}/contexts`, { body: { name: 'ann', context: { targetingKey: 'ann' } } })
    expect(await ask({ variants: REVALUED })).toMatchObject({ weighed: { contexts: [{ changedKeys: 0 }] } })
    await configure({ enabled: false })
    expect(await ask({ variants: REVALUED })).toMatchObject({
      weighed: { syntheticKeys: 10_000, contexts: [{ name: 'ann', changes: true, changedKeys: 10_000 }] },
    })
    expect(await ask({ archived: true })).toMatchObject({ weighed: { contexts: [{ changedKeys: 10_000 }] } })
  })

  it('is archived, brought back and deleted by requests', async () => {
    const archived = await approveAndApply({ archived: true, allowMassRemoval: true })
    expect(archived.json).toMatchObject({ state: 'applied' })
    expectRefusal(await post('restore'), 409, 'approval_required')
    expect((await approveAndApply({ archived: false })).json).toMatchObject({ state: 'applied' })
    expect(await flag()).toMatchObject({ archivedAt: null, version: 3 })
    const deletion = await approveAndApply({ deleted: true, allowMassRemoval: true })
    expect(deletion.json).toMatchObject({ state: 'applied', difference: [], concerned: [] })
    expect((await origin.call('GET', FLAG)).status).toBe(404)
  })

  it('takes what was asked of it along when it is deleted, and is free when its key is taken again', async () => {
    const requests = [await ask({ clientVisible: true }), await ask({ archived: true })]
    await approveAndApply({ deleted: true, allowMassRemoval: true })
    for (const request of requests) {
      expect(await shown(request)).toMatchObject({ state: 'failed', outcome: expect.stringMatching('flag_not_found') })
    }
    const body = { key: 'x', type: 'string', variants: VARIANTS, reuseDeletedKey: true }
    expect((await origin.call('POST', `${PROJECT}/flags`, { body })).status).toBe(201)
    expect((await patch({ variants: REVALUED })).status).toBe(200)
  })

  it('needs as many as the strictest environment that uses it says, wherever it was asked for', async () => {
    await origin.call('PATCH', PRODUCTION, { body: { requiredApprovals: 2 } })
    const request = await ask({ variants: REVALUED }, DEVELOPMENT)
    expect(request).toMatchObject({
      missingApprovals: 2,
      elsewhere: [{ environment: 'production', isProtected: true, flags: ['x'] }],
    })
    await approve(request, DEVELOPMENT)
    expectRefusal(await act('apply', request, { place: DEVELOPMENT }), 409, 'approval_required')
  })

  it('is not changed over what somebody changed meanwhile, and asked anew in its own words', async () => {
    const request = await ask({ variants: REVALUED })
    await approve(request)
    await patch({ description: 'words' })
    expectRefusal(await act('apply', request), 412, 'version_mismatch')
    expect(await shown(request)).toMatchObject({ isConflicting: true, state: 'open' })
    const edit = (change: object) =>
      origin.call('PATCH', `${PRODUCTION}/requests/${request.id}`, { headers: ANY, body: { change } })
    expect(describe422(await edit({ enabled: true }))[0]).toMatch('/change')
    const edited = await edit({ variants: REVALUED })
    expect(edited.json).toMatchObject({ baseVersion: 2, missingApprovals: 1, isConflicting: false })
  })

  it('is not asked to become what it cannot be', async () => {
    expect(describe422(await tryToAsk({ variants: [VARIANTS[0]] }))[0]).toMatch('/change/variants: in environment')
    const together = '/change: expected "archived" or "deleted" alone, or other members'
    expect(describe422(await tryToAsk({ archived: true, description: 'x' }))).toEqual([together])
    expect(describe422(await tryToAsk({ allowMassRemoval: true }))).toEqual([together])
    expect(describe422(await tryToAsk({ version: 7 }))[0]).toMatch('/change/version: unknown property')
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'y', type: 'boolean' } })
    const rules = [{ id: 'r', if: { flag: 'x', variants: ['red'] }, serve: { variant: 'on' } }]
    await origin.call('PATCH', `${DEVELOPMENT}/flags/y`, { headers: ANY, body: { rules } })
    for (const change of [{ archived: true }, { deleted: true }]) {
      expectRefusal(await tryToAsk(change), 409, 'flag_is_needed')
    }
  })

  it('changes by itself at its time, in its author’s name', async () => {
    const applyAt = new Date(origin.nowMs() + 3_600_000).toISOString()
    await approve(await ask({ variants: REVALUED }, PRODUCTION, { applyAt }))
    origin.passMs(3_600_000)
    await scheduler(origin).applyDue()
    await scheduler(origin).applyDue()
    expect(await flag()).toMatchObject({ variants: REVALUED, version: 2 })
  })
})

/** As every start of the origin makes one: all that it knows lies in the database. */
function scheduler({ open: { database }, publisher, nowMs: clock }: TestOrigin) {
  const auditChain = createAuditChain(AUDIT_KEY)
  const commit = createCommitChange({ database, clock, randomBytes, auditChain, publisher })
  return createRequestScheduler({ database, commit, clock, onProblem: () => undefined })
}
