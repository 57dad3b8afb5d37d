import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createdKeySchema } from '../access/key-view.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { describe422, expectRefusal, itemsOf, problemOf, readAs } from '../testing/fields.ts'
import { AUDIT_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { requestSchema } from './request-reply.ts'
import { createRequestScheduler } from './request-scheduler.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const SEGMENTS = `${PRODUCTION}/segments`
const REQUESTS = `${PRODUCTION}/requests`
const ANY = { 'If-Match': '*' }
const BR = { attribute: 'country', operator: 'equals', value: 'BR' }

type Shown = Pick<z.infer<typeof requestSchema>, 'id'>

describe('a segment of a protected environment', () => {
  let origin: TestOrigin
  let colleague: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
    for (const key of ['inner', 'outer', 'spare']) {
      const rules = key === 'outer' ? [{ segment: 'inner' }] : []
      await origin.call('POST', SEGMENTS, { body: { key, included: key === 'outer' ? [] : ['ann'], rules } })
    }
    const body = { enabled: true, rules: [{ id: 'r', if: { segment: 'outer' }, serve: { variant: 'on' } }] }
    const off = { ...body, defaultServe: { variant: 'off' } }
    await origin.call('PATCH', `${PRODUCTION}/flags/a`, { headers: ANY, body: off })
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'colleague' } })
    colleague = readAs(createdKeySchema, made).key
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
  })
  afterEach(() => origin.close())

  const patch = (key: string, body: object) => origin.call('PATCH', `${SEGMENTS}/${key}`, { headers: ANY, body })
  const ask = async (body: object, key = 'inner') => {
    const answer = await origin.call('POST', `${SEGMENTS}/${key}/requests`, { body })
    return readAs(requestSchema, answer)
  }
  const act = (verb: string, { id }: Shown, key?: string) =>
    origin.call('POST', `${REQUESTS}/${id}/${verb}`, { headers: ANY, ...(key === undefined ? {} : { key }) })
  const approve = (request: Shown) => act('approve', request, colleague)
  const shown = async ({ id }: Shown) => (await origin.call('GET', `${REQUESTS}/${id}`)).json
  const included = async (key = 'inner') => itemsOf(await origin.call('GET', `${SEGMENTS}/${key}/ids`))
  const lastEntry = async () => itemsOf(await origin.call('GET', `${PROJECT}/audit`))[0]

  it('is not changed by one alone when a flag uses it, be it through another segment', async () => {
    for (const [key, body] of [
      ['outer', { rules: [BR] }],
      ['inner', { included: [] }],
      ['inner', { by: 'company' }],
    ] as const) {
      const refused = await patch(key, body)
      expectRefusal(refused, 409, 'approval_required')
      expect(problemOf(refused).detail).toMatch(/"production" is protected, and its flags "a" use this segment/)
    }
    const ids = await origin.call('PUT', `${SEGMENTS}/inner/ids`, { headers: ANY, body: { included: ['eve'] } })
    expectRefusal(ids, 409, 'approval_required')
    expect(await included()).toEqual(['ann'])
  })

  it('is described anew by one alone, and changed when nothing uses it or nothing is protected', async () => {
    expect((await patch('inner', { name: 'Inner', description: 'friends' })).status).toBe(200)
    expect((await patch('spare', { included: ['eve'] })).status).toBe(200)
    await origin.call('PATCH', PRODUCTION, { body: { protected: false } })
    expect((await patch('inner', { included: ['eve'] })).status).toBe(200)
  })

  it('is changed by a request that somebody else approved', async () => {
    const request = await ask({ change: { included: ['bob', 'eve'], rules: [BR] }, reason: 'friends came' })
    expect(request).toMatchObject({
      flag: null,
      segment: 'inner',
      state: 'open',
      baseVersion: 1,
      isConflicting: false,
      missingApprovals: 1,
      concerned: ['a'],
      ids: { included: { added: { count: 2, first: ['bob', 'eve'] }, removed: { count: 1, first: ['ann'] } } },
      difference: expect.arrayContaining([{ op: 'replace', path: '/includedCount', value: 2 }]),
    })
    expectRefusal(await act('apply', request), 409, 'approval_required')
    expectRefusal(await act('approve', request), 409, 'own_request')
    await approve(request)
    expect((await act('apply', request)).json).toMatchObject({ state: 'applied', difference: [] })
    expect(await included()).toEqual(['bob', 'eve'])
    const entries = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'request.apply', way: 'request' },
      { action: 'segment.apply', target: 'inner', way: 'request' },
    ])
  })

  it('says for whom it would change something, through all that use it', async () => {
    for (const [targetingKey, country] of [
      ['ann', 'PT'],
      ['bob', 'BR'],
      ['eve', 'PT'],
    ]) {
      await origin.call('POST', `${PROJECT}/contexts`, {
        body: { name: targetingKey, context: { targetingKey, country } },
      })
    }
    const { weighed } = await ask({ change: { included: [], rules: [BR] } })
    const found = weighed.contexts.map(({ name, changes, changedKeys }) => [name, { changes, changedKeys }])
    expect(Object.fromEntries(found)).toEqual({
      ann: { changes: true, changedKeys: 0 },
      bob: { changes: true, changedKeys: 10_000 },
      eve: { changes: false, changedKeys: 0 },
    })
  })

  it('is asked for in its own words: an edit is read as a change of a segment, and takes approvals back', async () => {
    const request = await ask({ change: { included: ['bob'] } })
    await approve(request)
    const edit = (body: object) => origin.call('PATCH', `${REQUESTS}/${request.id}`, { headers: ANY, body })
    expect(describe422(await edit({ change: { enabled: true } }))[0]).toMatch('/change')
    expect(await shown(request)).toMatchObject({ missingApprovals: 0 })
    expect((await edit({ change: { included: ['eve'] } })).json).toMatchObject({
      missingApprovals: 1,
      change: { included: ['eve'], includedCount: 1 },
    })
  })

  it('is not changed over what somebody changed meanwhile', async () => {
    const [first, second] = [await ask({ change: { included: ['bob'] } }), await ask({ change: { included: ['eve'] } })]
    await approve(first)
    await approve(second)
    await act('apply', first)
    expectRefusal(await act('apply', second), 412, 'version_mismatch')
    expect(await shown(second)).toMatchObject({ isConflicting: true, state: 'open' })
    expect(await included()).toEqual(['bob'])
  })

  it('is not asked to become what edges could not decide', async () => {
    const body = { change: { rules: [{ segment: 'outer' }] } }
    const answer = await origin.call('POST', `${SEGMENTS}/inner/requests`, { body })
    expect(describe422(answer)[0]).toMatch(/^\/change\/rules/)
    expectRefusal(await origin.call('POST', `${SEGMENTS}/none/requests`, { body }), 404, 'segment_not_found')
  })

  it('takes what was asked of it along when it is deleted: one that is made later is another', async () => {
    const request = await ask({ change: { included: ['bob'] } }, 'spare')
    await origin.call('DELETE', `${SEGMENTS}/spare`, { headers: ANY })
    await origin.call('POST', SEGMENTS, { body: { key: 'spare' } })
    await approve(request)
    expectRefusal(await act('apply', request), 409, 'request_is_over')
    expect(await shown(request)).toMatchObject({ state: 'failed', outcome: expect.stringMatching('segment_not_found') })
  })

  it('changes by itself at its time, in its author’s name, also after a restart', async () => {
    const applyAt = new Date(origin.nowMs() + 3_600_000).toISOString()
    const request = await ask({ change: { included: ['bob'] }, applyAt })
    await approve(request)
    await scheduler(origin).applyDue()
    expect(await included()).toEqual(['ann'])
    origin.passMs(3_600_000)
    await scheduler(origin).applyDue()
    await scheduler(origin).applyDue()
    expect(await included()).toEqual(['bob'])
    expect(await lastEntry()).toMatchObject({ action: 'request.apply', way: 'schedule', actor: 'master' })
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
