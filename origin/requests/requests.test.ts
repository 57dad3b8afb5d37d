import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createdKeySchema } from '../access/key-view.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { describe422, itemsOf, problemOf, readAs } from '../testing/fields.ts'
import { AUDIT_KEY, MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { configurationViewSchema } from '../targeting/configuration-view.ts'
import { requestSchema } from './request-reply.ts'
import { type RequestScheduler, createRequestScheduler } from './request-scheduler.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const REQUESTS = `${PRODUCTION}/requests`
const ANY = { 'If-Match': '*' }

type Shown = Pick<z.infer<typeof requestSchema>, 'id'>

describe('a change request', () => {
  let origin: TestOrigin
  let colleague: string
  let scheduler: RequestScheduler
  beforeEach(async () => {
    origin = await startTestOrigin()
    const { database } = origin.open
    const auditChain = createAuditChain(AUDIT_KEY)
    const { publisher, nowMs: clock } = origin
    const commit = createCommitChange({ database, clock, randomBytes, auditChain, publisher })
    scheduler = createRequestScheduler({ database, commit, clock, onProblem: () => undefined })
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'colleague' } })
    colleague = readAs(createdKeySchema, made).key
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
  })
  afterEach(() => origin.close())

  const ask = async (body: object = { change: { enabled: true }, reason: 'launch' }, key = MASTER_KEY) => {
    const answer = await origin.call('POST', `${PRODUCTION}/flags/a/requests`, { body, key })
    return readAs(requestSchema, answer)
  }
  const act = (verb: string, { id }: Shown, options: { key?: string; ifMatch?: string } = {}) =>
    origin.call('POST', `${REQUESTS}/${id}/${verb}`, {
      headers: { 'If-Match': options.ifMatch ?? '*' },
      ...(options.key === undefined ? {} : { key: options.key }),
    })
  const inAnHour = () => new Date(origin.nowMs() + 3_600_000).toISOString()
  const enabled = async () => readAs(configurationViewSchema, await origin.call('GET', `${PRODUCTION}/flags/a`))

  it('shows what would change, and waits for somebody else', async () => {
    const request = await ask()
    expect(request).toMatchObject({
      flag: 'a',
      state: 'open',
      author: 'master',
      reason: 'launch',
      difference: [{ op: 'replace', path: '/enabled', value: true }],
      isConflicting: false,
      missingApprovals: 1,
    })
    const early = await act('apply', request)
    expect([early.status, problemOf(early).code]).toEqual([409, 'approval_required'])
    const own = await act('approve', request)
    expect([own.status, problemOf(own).code]).toEqual([409, 'own_request'])
    expect((await act('approve', request, { key: colleague })).json).toMatchObject({ missingApprovals: 0 })
    const applied = await act('apply', request)
    expect(applied.json).toMatchObject({ state: 'applied', difference: [] })
    expect(await enabled()).toMatchObject({ enabled: true, version: 2 })
  })

  it('is counted once for each who approves it, and needs as many as the environment says', async () => {
    await origin.call('PATCH', PRODUCTION, { body: { requiredApprovals: 2 } })
    const request = await ask()
    await act('approve', request, { key: colleague })
    expect((await act('approve', request, { key: colleague })).json).toMatchObject({ missingApprovals: 1 })
  })

  it('loses its approvals by any edit', async () => {
    const request = await ask()
    await act('approve', request, { key: colleague })
    const body = { change: { enabled: false } }
    const stranger = await origin.call('PATCH', `${REQUESTS}/${request.id}`, { headers: ANY, body, key: colleague })
    expect([stranger.status, problemOf(stranger).code]).toEqual([409, 'not_the_author'])
    const edited = await origin.call('PATCH', `${REQUESTS}/${request.id}`, { headers: ANY, body })
    expect(edited.json).toMatchObject({ approvals: [], missingApprovals: 1, change: { enabled: false } })
    expect((await act('apply', request)).status).toBe(409)
  })

  it('is not applied over what somebody changed meanwhile', async () => {
    const [first, second] = [await ask(), await ask({ change: { offVariant: null } })]
    await act('approve', first, { key: colleague })
    await act('approve', second, { key: colleague })
    await act('apply', first)
    const late = await act('apply', second)
    expect([late.status, problemOf(late).code]).toEqual([412, 'version_mismatch'])
    const shown = await origin.call('GET', `${REQUESTS}/${second.id}`)
    expect(shown.json).toMatchObject({ isConflicting: true, state: 'open' })
  })

  it('is over when it was applied, rejected or withdrawn', async () => {
    const [rejected, withdrawn] = [await ask(), await ask()]
    expect((await act('reject', rejected, { key: colleague })).json).toMatchObject({ state: 'rejected' })
    expect((await act('withdraw', withdrawn)).json).toMatchObject({ state: 'withdrawn' })
    for (const request of [rejected, withdrawn]) {
      const again = await act('approve', request, { key: colleague })
      expect([again.status, problemOf(again).code]).toEqual([409, 'request_is_over'])
    }
    expect(itemsOf(await origin.call('GET', `${REQUESTS}?state=open`))).toEqual([])
    expect(itemsOf(await origin.call('GET', REQUESTS))).toHaveLength(2)
    expect(await enabled()).toMatchObject({ enabled: false, version: 1 })
  })

  it('is refused when edges could not decide what it asks for', async () => {
    const body = { change: { defaultServe: { variant: 'none' } } }
    const answer = await origin.call('POST', `${PRODUCTION}/flags/a/requests`, { body })
    expect(answer.status).toBe(422)
    expect(describe422(answer)).toEqual([expect.stringMatching(/^\/change\/defaultServe/)])
  })

  it('gives a new rule its id before anybody looks at it', async () => {
    const rules = [{ if: { attribute: 'plan', operator: 'equals', value: 'pro' }, serve: { variant: 'off' } }]
    const request = await ask({ change: { rules } })
    expect(request).toMatchObject({ change: { rules: [{ id: expect.any(String) }] } })
    await act('approve', request, { key: colleague })
    await act('apply', request)
    expect(await enabled()).toMatchObject(request.change)
  })

  it('takes groups and holdouts along, and refuses those that there are not', async () => {
    const rule = { id: 'r', group: { key: 'checkout', slot: 'a' }, holdout: 'q4', serve: { variant: 'on' } }
    const change = { enabled: true, rules: [rule], defaultServe: { variant: 'off' } }
    const early = await origin.call('POST', `${PRODUCTION}/flags/a/requests`, { body: { change } })
    expect(describe422(early)).toEqual([
      expect.stringMatching(/^\/change\/rules\/0\/group/),
      expect.stringMatching(/^\/change\/rules\/0\/holdout/),
    ])
    for (const body of [
      { kind: 'exclusion', key: 'checkout', slots: [{ key: 'a', share: 30_000 }] },
      { kind: 'holdout', key: 'q4', share: 5_000 },
    ]) {
      await origin.call('POST', `${PROJECT}/groups`, { body })
    }
    const request = await ask({ change })
    expect(request).toMatchObject({
      difference: expect.arrayContaining([{ op: 'add', path: '/rules/0', value: expect.objectContaining(rule) }]),
    })
    await act('approve', request, { key: colleague })
    await act('apply', request)
    expect(await enabled()).toMatchObject({ rules: [rule] })
    const uses = itemsOf(await origin.call('GET', `${PROJECT}/groups/checkout/uses`))
    expect(uses).toMatchObject([{ environment: 'production', flag: 'a', rule: 'r', slot: 'a' }])
  })

  it('says for whom it would change something, of the examples and of people like them', async () => {
    for (const [name, plan] of [
      ['Ana', 'pro'],
      ['Bia', 'free'],
    ]) {
      const body = { name, context: { targetingKey: name, plan } }
      await origin.call('POST', `${PROJECT}/contexts`, { body })
    }
    const share = { id: 'r', if: { attribute: 'plan', operator: 'equals', value: 'pro' }, rollout: { share: 25_000 } }
    const rules = [{ ...share, serve: { variant: 'on' } }]
    const change = { enabled: true, rules, defaultServe: { variant: 'off' } }
    const { weighed } = await ask({ change })
    const changed = new Map(weighed.contexts.map(({ name, changedKeys }) => [name, changedKeys]))
    expect(weighed.syntheticKeys).toBe(10_000)
    expect(changed.get('Bia')).toBe(0)
    // A quarter of 10 000, within five standard deviations.
    expect(Math.abs((changed.get('Ana') ?? 0) - 2_500)).toBeLessThan(217)
  })

  describe('with a time', () => {
    it('is applied by itself, once, in its author’s name', async () => {
      const request = await ask({ change: { enabled: true }, applyAt: inAnHour() })
      await act('approve', request, { key: colleague })
      await scheduler.applyDue()
      expect(await enabled()).toMatchObject({ enabled: false })
      origin.passMs(3_600_000)
      await Promise.all([scheduler.applyDue(), scheduler.applyDue()])
      expect(await enabled()).toMatchObject({ enabled: true, version: 2 })
      const [entry] = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
      expect(entry).toMatchObject({ action: 'request.apply', way: 'schedule', actor: 'master' })
    })

    it('fails with its reason when it may not be applied then', async () => {
      const request = await ask({ change: { enabled: true }, applyAt: inAnHour() })
      origin.passMs(3_600_000)
      await scheduler.applyDue()
      const shown = await origin.call('GET', `${REQUESTS}/${request.id}`)
      expect(shown.json).toMatchObject({ state: 'failed', outcome: expect.stringMatching(/^approval_required: /) })
      await scheduler.applyDue()
      expect(await enabled()).toMatchObject({ enabled: false, version: 1 })
    })

    it('does not make a change by itself whose only author lost the right to it, and makes one that others approved', async () => {
      await origin.call('PATCH', PRODUCTION, { body: { protected: false } })
      const request = await ask({ change: { enabled: true }, applyAt: inAnHour() }, colleague)
      const approved = await ask({ change: { enabled: true }, applyAt: inAnHour() }, colleague)
      await act('approve', approved)
      const keys = itemsOf(await origin.call('GET', `${PROJECT}/keys`))
      await origin.call('DELETE', `${PROJECT}/keys/${String(keys.find(({ name }) => name === 'colleague')?.['id'])}`)
      origin.passMs(3_600_000)
      await scheduler.applyDue()
      const states = [request, approved].map(({ id }) => origin.call('GET', `${REQUESTS}/${id}`))
      expect((await Promise.all(states)).map(({ json }) => json)).toMatchObject([
        { state: 'failed', outcome: expect.stringMatching(/^forbidden: /) },
        { state: 'applied' },
      ])
      expect(await enabled()).toMatchObject({ enabled: true, version: 2 })
    })
  })
})
