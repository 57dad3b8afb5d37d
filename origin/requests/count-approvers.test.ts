import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createdKeySchema } from '../access/key-view.ts'
import type { Role } from '../access/role.ts'
import { expectRefusal, itemsOf, readAs } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { requestSchema } from './request-reply.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin', 'If-Match': '*' }

/** Somebody, by the cookie of a browser or by a key. */
type Caller = { readonly cookie: string } | { readonly key: string }

describe('approvals of a request', () => {
  let origin: TestOrigin
  let author: Caller
  let approver: Caller
  let request: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'a', type: 'boolean' } })
    await origin.call('PATCH', PRODUCTION, { headers: OUR_PAGE, body: { protected: true } })
    author = person('ana@example.com', 'admin')
    approver = person('rui@example.com', 'approver')
    const made = await as(author, 'POST', `${PRODUCTION}/flags/a/requests`, { change: { enabled: true } })
    request = `${PRODUCTION}/requests/${readAs(requestSchema, made).id}`
  })
  afterEach(() => origin.close())

  const person = (email: string, role: Role): Caller => ({ cookie: makePerson(origin, { email, role })() })
  const as = (caller: Caller, method: string, path: string, body?: object) =>
    'key' in caller
      ? origin.call(method, path, { key: caller.key, headers: { 'If-Match': '*' }, body })
      : origin.call(method, path, { key: null, headers: { ...OUR_PAGE, cookie: caller.cookie }, body })
  const makeKey = async (maker: Caller): Promise<Caller & { readonly id: string }> => {
    const made = await as(maker, 'POST', `${PROJECT}/keys`, { name: 'robot', role: 'admin' })
    const { id, key } = readAs(createdKeySchema, made)
    return { id, key }
  }
  const makeRobot = async (role: Role): Promise<Caller & { readonly id: string }> => {
    const { id, key } = readAs(
      createdKeySchema,
      await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'robot', role } }),
    )
    return { id, key }
  }
  const rotate = async ({ id: old }: { readonly id: string }, by?: Caller) => {
    const path = `${PROJECT}/keys/${old}/rotate`
    const body = { overlapSeconds: 3_600 }
    const made = by === undefined ? await origin.call('POST', path, { body }) : await as(by, 'POST', path, body)
    const { id, key } = readAs(createdKeySchema, made)
    return { id, key }
  }
  const approve = (caller: Caller) => as(caller, 'POST', `${request}/approve`)
  const apply = () => as(author, 'POST', `${request}/apply`)
  const missing = async () => readAs(requestSchema, await as(author, 'GET', request)).missingApprovals
  const idOf = async (email: string) => {
    const people = itemsOf(await origin.call('GET', '/api/v1/people'))
    return String(people.find((one) => one['email'] === email)?.['id'])
  }

  it('are not given by a key that its author made, or that such a key made', async () => {
    const key = await makeKey(author)
    expectRefusal(await approve(key), 409, 'own_request')
    expectRefusal(await approve(await makeKey(key)), 409, 'own_request')
    expect(await missing()).toBe(1)
  })

  it('are not given by who made the key that wrote it', async () => {
    const key = await makeKey(author)
    const made = await as(key, 'POST', `${PRODUCTION}/flags/a/requests`, { change: { enabled: true } })
    request = `${PRODUCTION}/requests/${readAs(requestSchema, made).id}`
    expectRefusal(await approve(author), 409, 'own_request')
    expect(await missing()).toBe(1)
  })

  it('of somebody and of the keys that they made are one', async () => {
    await origin.call('PATCH', PRODUCTION, { headers: OUR_PAGE, body: { requiredApprovals: 2 } })
    const colleague = person('eva@example.com', 'admin')
    const key = await makeKey(colleague)
    for (const caller of [colleague, key, await makeKey(key)]) expect((await approve(caller)).status).toBe(200)
    expect(await missing()).toBe(1)
    await approve(approver)
    expect((await apply()).status).toBe(200)
  })

  it('are not given by the successor of the key that wrote it, whoever rotated that', async () => {
    const robot = await makeRobot('admin')
    const made = await as(robot, 'POST', `${PRODUCTION}/flags/a/requests`, { change: { enabled: true } })
    request = `${PRODUCTION}/requests/${readAs(requestSchema, made).id}`
    const second = await rotate(robot)
    expectRefusal(await approve(second), 409, 'own_request')
    expectRefusal(await approve(await rotate(second)), 409, 'own_request')
    expectRefusal(await approve(await makeKey(robot)), 409, 'own_request')
    expect(await missing()).toBe(1)
  })

  it('of a key and of its successor are one, and do not hide those of two people behind them', async () => {
    await origin.call('PATCH', PRODUCTION, { headers: OUR_PAGE, body: { requiredApprovals: 3 } })
    const [eva, leo] = [person('eva@example.com', 'admin'), person('leo@example.com', 'admin')]
    const evas = await makeKey(eva)
    const rotated = await rotate(evas, leo)
    for (const caller of [rotated, evas]) expect((await approve(caller)).status).toBe(200)
    expect(await missing()).toBe(2)
    for (const caller of [eva, leo]) expect((await approve(caller)).status).toBe(200)
    expect(await missing()).toBe(1)
  })

  it.each([
    ['gets a lower role', 'PATCH', `${PROJECT}/members/:id`, { role: 'editor' }],
    ['leaves the project', 'DELETE', `${PROJECT}/members/:id`, undefined],
    ['is disabled', 'POST', '/api/v1/people/:id/disable', undefined],
  ])('are worth nothing any more when who gave them %s', async (_what, method, path, body) => {
    await approve(approver)
    expect(await missing()).toBe(0)
    const changed = await origin.call(method, path.replace(':id', await idOf('rui@example.com')), { body })
    expect(changed.status).toBeLessThan(300)
    expect(await missing()).toBe(1)
    expectRefusal(await apply(), 409, 'approval_required')
  })

  it('are worth nothing any more when the key that gave them is revoked', async () => {
    const robot = await makeRobot('approver')
    await approve(robot)
    expect(await missing()).toBe(0)
    expect((await origin.call('DELETE', `${PROJECT}/keys/${robot.id}`)).status).toBe(204)
    expectRefusal(await apply(), 409, 'approval_required')
  })
})
