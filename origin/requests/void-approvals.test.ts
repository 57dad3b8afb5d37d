import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createdKeySchema } from '../access/key-view.ts'
import { expectRefusal, itemsOf, problemOf, readAs } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { requestSchema } from './request-reply.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const DEVELOPMENT = `${PROJECT}/environments/development`
const ANY = { 'If-Match': '*' }
const VOID = { approvals: [1, 0], code: 'approval_required' }
const VARIANTS = [
  { name: 'red', value: 'r' },
  { name: 'blue', value: 'b' },
]

type Shown = z.infer<typeof requestSchema>

describe('an approved request', () => {
  let origin: TestOrigin
  let colleague: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    await post(`${PROJECT}/flags`, { key: 'x', type: 'string', variants: VARIANTS })
    for (const key of ['inner', 'outer', 'spare']) {
      const rules = key === 'outer' ? [{ segment: 'inner' }] : []
      await post(`${PRODUCTION}/segments`, { key, included: ['ann'], rules })
    }
    await post(`${PROJECT}/groups`, { kind: 'exclusion', key: 'checkout', slots: [{ key: 'a', share: 30_000 }] })
    await post(`${PROJECT}/groups`, { kind: 'holdout', key: 'q4', share: 5_000 })
    const made = await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'colleague' } })
    colleague = readAs(createdKeySchema, made).key
    await patch(PRODUCTION, { protected: true })
  })
  afterEach(() => origin.close())

  const change = async (method: string, path: string, body?: object) => {
    const answer = await origin.call(method, path, { headers: ANY, ...(body === undefined ? {} : { body }) })
    if (answer.status >= 400) throw new Error(answer.text)
  }
  const post = (path: string, body: object) => change('POST', path, body)
  const patch = (path: string, body: object) => change('PATCH', path, body)
  const remove = (path: string) => change('DELETE', path)
  const act = (verb: string, { id }: Pick<Shown, 'id'>, headers: Readonly<Record<string, string>> = ANY) =>
    origin.call('POST', `${PRODUCTION}/requests/${id}/${verb}`, {
      headers,
      ...(verb === 'approve' ? { key: colleague } : {}),
    })
  const shown = async ({ id }: Pick<Shown, 'id'>) =>
    readAs(requestSchema, await origin.call('GET', `${PRODUCTION}/requests/${id}`))
  const approved = async (path: string, asked: object) => {
    const made = readAs(requestSchema, await origin.call('POST', `${path}/requests`, { body: { change: asked } }))
    return readAs(requestSchema, await act('approve', made))
  }
  const withRule = (rule: object) =>
    approved(`${PRODUCTION}/flags/x`, {
      enabled: true,
      rules: [{ ...rule, serve: { variant: 'blue' } }],
      defaultServe: { variant: 'red' },
    })
  /** How many approvals it had and has, and what becomes of applying it. */
  const fateOf = async (request: Shown) => {
    const { approvals } = await shown(request)
    const { code } = problemOf(await act('apply', request))
    return { approvals: [request.approvals.length, approvals.length], code }
  }

  it.each([
    ['is changed', () => patch(`${PRODUCTION}/segments/outer`, { included: ['eve'] })],
    ['is changed behind another one', () => patch(`${PRODUCTION}/segments/inner`, { included: ['eve'] })],
    ['gets other ids', () => change('PUT', `${PRODUCTION}/segments/inner/ids`, { included: ['eve'] })],
    ['is deleted', () => remove(`${PRODUCTION}/segments/outer`)],
  ])('loses its approvals when a segment that only it names %s', async (_name, edit) => {
    const request = await withRule({ if: { segment: 'outer' } })
    await edit()
    expect(await fateOf(request)).toEqual(VOID)
  })

  it('loses them when such a segment is made anew, approved while it was away', async () => {
    const request = await withRule({ if: { segment: 'spare' } })
    await remove(`${PRODUCTION}/segments/spare`)
    const again = readAs(requestSchema, await act('approve', request))
    await post(`${PRODUCTION}/segments`, { key: 'spare', included: ['eve'] })
    expect(await fateOf(again)).toEqual(VOID)
  })

  it.each([
    ['group', { group: { key: 'checkout', slot: 'a' } }, 'checkout', { slots: [{ key: 'a', share: 40_000 }] }],
    ['holdout', { holdout: 'q4' }, 'q4', { share: 6_000 }],
  ])('loses them when a %s that only it names is changed', async (_kind, rule, key, edit) => {
    const request = await withRule(rule)
    await patch(`${PROJECT}/groups/${key}`, edit)
    expect(await fateOf(request)).toEqual(VOID)
  })

  it('loses them when a group is placed anew', async () => {
    const request = await withRule({ group: { key: 'checkout', slot: 'a' } })
    await post(`${PROJECT}/groups/checkout/resalt`, {})
    expect(await fateOf(request)).toEqual(VOID)
  })

  it('of a segment loses them when another one that it names is changed', async () => {
    const request = await approved(`${PRODUCTION}/segments/spare`, { rules: [{ segment: 'outer' }] })
    await patch(`${PRODUCTION}/segments/inner`, { included: ['eve'] })
    expect(await fateOf(request)).toEqual(VOID)
  })

  it('to bring a flag back loses them when what its rules name is changed meanwhile', async () => {
    const configuring = await withRule({ if: { segment: 'spare' } })
    await act('apply', configuring)
    await act('apply', await approved(`${PRODUCTION}/flags/x/everywhere`, { archived: true }))
    const request = await approved(`${PRODUCTION}/flags/x/everywhere`, { archived: false })
    await patch(`${PRODUCTION}/segments/spare`, { included: ['eve'] })
    expect(await fateOf(request)).toEqual(VOID)
  })

  it.each([
    ['gives another value', { variants: VARIANTS.map(({ name }) => ({ name, value: `${name}!` })) }],
    ['draws anew', { salt: null }],
    ['is archived', { archived: true }],
  ])('of a configuration loses them when its flag %s everywhere', async (_name, edit) => {
    const request = await withRule({})
    await act('apply', await approved(`${PRODUCTION}/flags/x/everywhere`, edit))
    expect(await fateOf(request)).toEqual(VOID)
  })

  it('keeps them while what it names decides as before', async () => {
    const request = await withRule({ if: { segment: 'outer' }, holdout: 'q4' })
    await patch(`${PRODUCTION}/segments/outer`, { name: 'Outer', included: ['ann'] })
    await patch(`${PRODUCTION}/segments/spare`, { included: ['eve'] })
    await post(`${DEVELOPMENT}/segments`, { key: 'outer', included: ['eve'] })
    await patch(`${PROJECT}/groups/q4`, { description: 'a quarter' })
    await patch(`${PROJECT}/groups/checkout`, { slots: [{ key: 'a', share: 40_000 }] })
    await patch(`${PROJECT}/flags/x`, { description: 'new', variants: [...VARIANTS, { name: 'green', value: 'g' }] })
    expect(await shown(request)).toMatchObject({ version: request.version, missingApprovals: 0 })
  })

  it('is not approved again by who looked at it before, and history says why', async () => {
    const request = await withRule({ if: { segment: 'outer' } })
    await patch(`${PRODUCTION}/segments/outer`, { included: ['eve'] })
    const late = await act('approve', request, { 'If-Match': `"${request.version}"` })
    expectRefusal(late, 412, 'version_mismatch')
    const entries = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'request.void', target: request.id },
      { action: 'segment.update', target: 'outer' },
    ])
  })
})
