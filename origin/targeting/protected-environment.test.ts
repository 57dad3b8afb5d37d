import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { findEnvironment } from '../projects/environment-repository.ts'
import { findProjectByKey } from '../projects/project-repository.ts'
import { problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { AUDIT_KEY, type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { changeConfiguration } from './configuration-service.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const FLAG = `${PRODUCTION}/flags/checkout`
const ANY = { 'If-Match': '*' }
const REQUEST = { actor: 'requests', address: null, way: 'request', reason: null } as const

describe('a protected environment', () => {
  let origin: TestOrigin
  let adm: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'checkout', type: 'boolean' } })
    await change('master', { enabled: true })
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
    const { json } = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'adm' } })
    adm = (json as { key: string }).key
  })
  afterEach(() => origin.close())

  const WHO = ['master', 'adm', 'editor', 'approver', 'admin', 'runner'] as const
  type Who = (typeof WHO)[number]
  const credentials = (who: Who) => {
    if (who === 'master') return { headers: ANY }
    if (who === 'adm') return { key: adm, headers: ANY }
    const cookie = makePerson(origin, who === 'runner' ? { runsInstallation: true } : { role: who })()
    return { key: null, headers: { ...ANY, cookie, 'Sec-Fetch-Site': 'same-origin' } }
  }
  const change = (who: Who, body: object, path = FLAG): Promise<Answer> =>
    origin.call('PATCH', path, { ...credentials(who), body })
  const lastAction = (): string | undefined => origin.open.database.select().from(auditEntries).all().at(-1)?.action

  it.each(WHO)('lets nobody change a flag alone: %s', async (who) => {
    expect(problemOf(await change(who, { defaultServe: { variant: 'on' } }))).toMatchObject({
      status: 409,
      code: 'approval_required',
      detail: expect.stringContaining('make a change request'),
    })
  })

  it.each(WHO)('lets a flag be switched off at once, which the history calls a kill: %s', async (who) => {
    expect(await change(who, { enabled: false })).toMatchObject({ status: 200, json: { enabled: false } })
    expect(lastAction()).toBe('configuration.kill')
    expect(problemOf(await change(who, { enabled: true })).code).toBe('approval_required')
  })

  it('lets nothing in beside the switching off', async () => {
    const body = { enabled: false, offVariant: null, defaultServe: { variant: 'on' } }
    expect(problemOf(await change('admin', body)).code).toBe('approval_required')
  })

  it('is not restored to an earlier version by one alone', async () => {
    await change('admin', { enabled: false })
    const restore = { ...credentials('admin'), body: { version: 2 } }
    expect(problemOf(await origin.call('POST', `${FLAG}/restore`, restore)).code).toBe('approval_required')
  })

  it('loses no flag to one alone, neither by deletion nor archive nor a new salt, also when it is off', async () => {
    const flag = `${PROJECT}/flags/checkout`
    const ask = async () => [
      await origin.call('DELETE', flag, { headers: ANY }),
      await origin.call('POST', `${flag}/archive`, { headers: ANY, body: {} }),
      await origin.call('POST', `${flag}/resalt`, { headers: ANY, body: {} }),
    ]
    const refused = Array.from({ length: 3 }, () => 'approval_required')
    expect((await ask()).map((answer) => problemOf(answer).code)).toEqual(refused)
    await change('editor', { enabled: false })
    expect((await ask()).map((answer) => problemOf(answer).code)).toEqual(refused)
  })

  it('takes what others approved', async () => {
    const { database } = origin.open
    const { publisher, nowMs } = origin
    const project = findProjectByKey(database, 'default')
    const environment = project && findEnvironment(database, project.id, 'production')
    if (project === undefined || environment === undefined) throw new Error('the first migration makes them')
    const auditChain = createAuditChain(AUDIT_KEY)
    const commit = createCommitChange({ database, publisher, clock: nowMs, randomBytes, auditChain })
    const { row } = await commit(REQUEST, (made) =>
      changeConfiguration(
        made,
        { project, environment },
        {
          flagKey: 'checkout',
          precondition: 'any',
          edit: (current) => ({ ...current, defaultServe: { variant: 'on' } }),
        },
      ),
    )
    expect(row.defaultServe).toEqual({ variant: 'on' })
  })

  it('leaves the others as they are: an editor changes them at once', async () => {
    const path = `${PROJECT}/environments/development/flags/checkout`
    expect((await change('editor', { enabled: true }, path)).status).toBe(200)
    expect(lastAction()).toBe('configuration.update')
  })
})
