import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature as ServerOpenFeature, type Client } from '@openfeature/server-sdk'
import { OpenFeature as WebOpenFeature, type Provider as WebProvider } from '@openfeature/web-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness/http.ts'
import { type TestStack, createFlag, startTestStack } from '../harness/stack.ts'

const values = {
  boolean: [true, false],
  string: ['blue', 'grey'],
  number: [42.5, 0],
  json: [{ colour: 'blue', sizes: [1, 2] }, { colour: 'grey' }],
} as const

describe('the official OpenFeature providers, against the real edge', () => {
  let stack: TestStack
  let client: Client

  beforeAll(async () => {
    stack = await startTestStack()
    for (const [type, [on, off]] of Object.entries(values)) {
      const variants = [
        { name: 'on', value: on },
        { name: 'off', value: off },
      ]
      const flag = { type, variants, clientVisible: true }
      const configuration = { enabled: true, offVariant: 'off', defaultServe: { variant: 'on' } }
      const brazil = { attribute: 'geo.country', operator: 'equals', value: 'BR' }
      const split = {
        split: {
          weights: [
            { variant: 'on', weight: 100_000 },
            { variant: 'off', weight: 0 },
          ],
        },
      }
      const rule = { if: brazil, serve: { variant: 'off' } }
      await createFlag(stack, { key: `${type}/static`, ...flag }, configuration)
      await createFlag(stack, { key: `${type} 100%`, ...flag }, { ...configuration, rules: [rule] })
      await createFlag(stack, { key: `${type}-split`, ...flag }, { ...configuration, defaultServe: split })
      await createFlag(stack, { key: `${type}-disabled`, ...flag }, { ...configuration, enabled: false })
      await createFlag(stack, { key: `${type}-code-default`, ...flag }, { enabled: false, offVariant: null })
    }
    await createFlag(stack, { key: 'server-only', type: 'boolean' }, { enabled: true })
    const provider = new OFREPProvider({
      baseUrl: stack.edge,
      headers: [['Authorization', `Bearer ${stack.keys.server}`]],
    })
    await ServerOpenFeature.setProviderAndWait(provider)
    client = ServerOpenFeature.getClient()
  })

  afterAll(async () => {
    await ServerOpenFeature.close()
    await WebOpenFeature.close()
    await stack?.stop()
  })

  const details = (type: string, key: string, context: object) => {
    const asked = { targetingKey: 'user-1', ...context }
    if (type === 'boolean') return client.getBooleanDetails(key, false, asked)
    if (type === 'string') return client.getStringDetails(key, 'code default', asked)
    if (type === 'number') return client.getNumberDetails(key, -1, asked)
    return client.getObjectDetails(key, { code: 'default' }, asked)
  }

  describe.each(Object.entries(values))('a server asks for a %s flag', (type, [on, off]) => {
    it('gets every reason', async () => {
      expect(await details(type, `${type}/static`, {})).toMatchObject({ value: on, variant: 'on', reason: 'STATIC' })
      const rule = `${type} 100%`
      const brazil = await details(type, rule, { geo: { country: 'BR' } })
      expect(brazil).toMatchObject({ value: off, variant: 'off', reason: 'TARGETING_MATCH' })
      expect(await details(type, rule, { geo: { country: 'US' } })).toMatchObject({ value: on, reason: 'DEFAULT' })
      expect(await details(type, `${type}-split`, {})).toMatchObject({ value: on, reason: 'SPLIT' })
      expect(await details(type, `${type}-disabled`, {})).toMatchObject({ value: off, reason: 'DISABLED' })
    })

    it('falls back to the code default where the flag says nothing', async () => {
      const { value } = await details(type, `${type}-code-default`, {})
      expect([false, 'code default', -1, { code: 'default' }]).toContainEqual(value)
    })
  })

  it('tells a server which error it was', async () => {
    expect(await client.getBooleanDetails('nowhere', true)).toMatchObject({
      value: true,
      errorCode: 'FLAG_NOT_FOUND',
    })
    expect(await client.getBooleanDetails('boolean-split', false, {})).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
    })
    expect(await client.getStringDetails('boolean/static', 'x', {})).toMatchObject({ errorCode: 'TYPE_MISMATCH' })
  })

  it('gives a page all flags that clients may see, and nothing else', async () => {
    const provider = new OFREPWebProvider({
      baseUrl: stack.edge,
      headers: [['Authorization', `Bearer ${stack.keys.client}`]],
      pollInterval: 0,
    })
    await WebOpenFeature.setContext({ targetingKey: 'user-1' })
    // Its types were written without exact optional properties.
    await WebOpenFeature.setProviderAndWait(provider as WebProvider)
    const web = WebOpenFeature.getClient()
    for (const [type, [on, off]] of Object.entries(values)) {
      const read = (key: string) => {
        if (type === 'boolean') return web.getBooleanDetails(key, false)
        if (type === 'string') return web.getStringDetails(key, 'code default')
        if (type === 'number') return web.getNumberDetails(key, -1)
        return web.getObjectDetails(key, { code: 'default' })
      }
      expect(read(`${type}/static`)).toMatchObject({ value: on, variant: 'on', reason: 'STATIC' })
      expect(read(`${type}-split`)).toMatchObject({ value: on, reason: 'SPLIT' })
      expect(read(`${type}-disabled`)).toMatchObject({ value: off, reason: 'DISABLED' })
    }
    expect(web.getBooleanDetails('server-only', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
  })

  it('answers a browser that asks first whether it may', async () => {
    const preflight = await fetch(`${stack.edge}/ofrep/v1/evaluate/flags`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,if-none-match',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('if-none-match')
    const answer = await call(`${stack.edge}/ofrep/v1/evaluate/flags`, {
      key: stack.keys.client,
      body: { context: { targetingKey: 'u' } },
      headers: { origin: 'https://shop.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag')
  })
})
