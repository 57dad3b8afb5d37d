import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../harness/eventually.ts'
import { type Answer, call } from '../harness/http.ts'
import { type TestStack, startTestStack } from '../harness/stack.ts'

describe('two projects that both have a production', () => {
  let stack: TestStack
  const keys = new Map<string, string>()

  const api = (path: string, options: Parameters<typeof call>[1] = {}): Promise<Answer> =>
    call(`${stack.origin}/api/v1/projects${path}`, { key: stack.masterKey, headers: { 'if-match': '*' }, ...options })
  const usage = (project: string): Promise<Answer> => api(`/${project}/environments/production/usage?flag=greeting`)
  const evaluate = (project: string, flag: string): Promise<Answer> =>
    stack.evaluate(flag, { targetingKey: 'u' }, keys.get(`${project} srv`) ?? '')

  beforeAll(async () => {
    stack = await startTestStack()
    for (const project of ['shop', 'bank']) {
      expect((await api('', { body: { key: project, name: project } })).status).toBe(201)
      const server = { name: 'server', kind: 'srv' }
      keys.set(`${project} srv`, (await api(`/${project}/environments/production/keys`, { body: server })).body.key)
      keys.set(`${project} adm`, (await api(`/${project}/keys`, { body: { name: 'admin' } })).body.key)
      const variants = [{ name: 'on', value: `hello from ${project}` }]
      const flag = { key: 'greeting', type: 'string', variants }
      expect((await api(`/${project}/flags`, { body: flag })).status).toBe(201)
      const path = `/${project}/environments/production/flags/greeting`
      const patch = { enabled: true, defaultServe: { variant: 'on' } }
      expect((await api(path, { method: 'PATCH', body: patch })).status).toBe(200)
    }
    expect((await api('/shop/flags', { body: { key: 'only-shop', type: 'boolean' } })).status).toBe(201)
  })

  afterAll(async () => {
    await stack?.stop()
  })

  it('serves each its own flag of the same key', async () => {
    expect((await evaluate('shop', 'greeting')).body).toMatchObject({ value: 'hello from shop' })
    expect((await evaluate('bank', 'greeting')).body).toMatchObject({ value: 'hello from bank' })
  })

  it('does not know the flag of the other', async () => {
    expect((await evaluate('shop', 'only-shop')).status).toBe(200)
    expect((await evaluate('bank', 'only-shop')).status).toBe(404)
    expect((await api('/bank/flags/only-shop')).status).toBe(404)
  })

  it('hides one project from the key of the other', async () => {
    const foreign = keys.get('bank adm') ?? ''
    for (const path of ['/shop', '/shop/flags', '/shop/flags/greeting', '/shop/environments/production/keys']) {
      expect((await api(path, { key: foreign })).status).toBe(404)
    }
    expect((await api('/bank/flags', { key: foreign })).status).toBe(200)
    const { body } = await api('/bank/environments/production/keys')
    expect(body.items.map((item: { name: string }) => item.name)).toEqual(['server'])
  })

  it('counts each apart', async () => {
    for (let i = 0; i < 3; i++) await evaluate('shop', 'greeting')
    const shop = await eventually(
      () => usage('shop'),
      ({ body }) => body.flags[0].total >= 4,
      5_000,
    )
    expect(shop.body.flags[0].total).toBe(4)
    expect((await usage('bank')).body.flags[0].total).toBe(1)
  })
})
