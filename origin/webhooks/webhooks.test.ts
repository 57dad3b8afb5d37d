import { type IncomingHttpHeaders, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Receiver } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { RETRY_AFTER_MS, type WebhookDispatcher, createWebhookDispatcher } from './dispatcher.ts'
import { createPostTo } from './post-to.ts'

const PROJECT = '/api/v1/projects/default'
const WEBHOOKS = `${PROJECT}/webhooks`
const ANY = { 'If-Match': '*' }

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly url: string
}

describe('a webhook', () => {
  let origin: TestOrigin
  let receiver: Server
  let received: Received[]
  let status: number
  let dispatcher: WebhookDispatcher
  beforeEach(async () => {
    origin = await startTestOrigin()
    received = []
    status = 204
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        received.push({ headers: request.headers, body, url: request.url ?? '' })
        response.writeHead(status, { location: '/elsewhere' }).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    dispatcher = dispatcherTo(() => true)
  })
  afterEach(async () => {
    vi.useRealTimers()
    receiver.closeAllConnections()
    await new Promise((resolve) => receiver.close(resolve))
    await origin.close()
  })

  const dispatcherTo = (isAllowed?: (address: string) => boolean) =>
    createWebhookDispatcher({
      database: origin.open.database,
      postTo: createPostTo(isAllowed),
      clock: origin.nowMs,
      random: () => 0,
      onProblem: () => undefined,
    })
  const port = () => (receiver.address() as AddressInfo).port
  const create = async (more: object = {}) => {
    const body = { name: 'ci', url: `http://127.0.0.1:${port()}/hook`, ...more }
    const answer = await origin.call('POST', WEBHOOKS, { body })
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.json as { id: string; secret: string }
  }
  const createFlag = (key: string) =>
    origin.call('POST', `${PROJECT}/flags?reason=why`, { body: { key, type: 'boolean' } })
  const deliveriesOf = async (id: string) => itemsOf(await origin.call('GET', `${WEBHOOKS}/${id}/deliveries`))
  const typesReceived = () => received.map(({ body }) => (JSON.parse(body) as { type: string }).type)

  it('is told what was changed, signed so that the receiver can tell it from anybody else', async () => {
    const { id, secret } = await create({ events: ['flag.*'] })
    await createFlag('a')
    await dispatcher.dispatch()
    const [told] = received
    // By the receiver of the standard's own library, at the origin's time.
    vi.useFakeTimers({ now: origin.nowMs(), toFake: ['Date'] })
    const headers = told?.headers as Record<string, string>
    expect(new Receiver(secret).verify(told?.body ?? '', headers)).toMatchObject({
      type: 'flag.create',
      timestamp: new Date(origin.nowMs()).toISOString(),
      data: { target: 'a', actor: 'master', way: 'api', reason: 'why', after: { key: 'a' } },
    })
    expect(() => new Receiver(secret).verify(`${told?.body ?? ''} `, headers)).toThrow()
    vi.useRealTimers()
    expect(await deliveriesOf(id)).toMatchObject([
      { event: 'flag.create', state: 'delivered', attempts: 1, outcome: '204' },
    ])
  })

  it('hears only of what it asked for, while it is on', async () => {
    await create({ events: ['configuration.*'] })
    await create({ enabled: false })
    await createFlag('a')
    await origin.call('PATCH', `${PROJECT}/environments/production/flags/a`, { headers: ANY, body: { enabled: true } })
    await dispatcher.dispatch()
    expect(typesReceived()).toEqual(['configuration.update'])
  })

  it('hears nothing of another project', async () => {
    await origin.call('POST', '/api/v1/projects', { body: { key: 'other', name: 'Other' } })
    await create({ events: ['flag.*'] })
    await origin.call('POST', '/api/v1/projects/other/flags', { body: { key: 'a', type: 'boolean' } })
    await dispatcher.dispatch()
    expect(received).toEqual([])
  })

  it('is told again, later and later, with the same id and body, and given up in the end', async () => {
    const { id } = await create({ events: ['flag.create'] })
    status = 500
    await createFlag('a')
    for (const waitMs of RETRY_AFTER_MS) {
      await dispatcher.dispatch()
      const told = received.length
      origin.passMs(waitMs - 1)
      await dispatcher.dispatch()
      expect(received).toHaveLength(told)
      origin.passMs(1)
    }
    await dispatcher.dispatch()
    origin.passMs(86_400_000)
    await dispatcher.dispatch()
    expect(received).toHaveLength(RETRY_AFTER_MS.length + 1)
    expect(new Set(received.map(({ body, headers }) => `${String(headers['webhook-id'])} ${body}`)).size).toBe(1)
    expect(await deliveriesOf(id)).toMatchObject([
      { state: 'failed', attempts: 8, outcome: '500', nextAttemptAt: null },
    ])
  })

  it('that hangs holds up no other one, however much waits for it', async () => {
    const [silent, { id }] = [createServer(() => undefined), await create({ events: ['flag.create'] })]
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    const hanging = await create({ url, events: ['flag.create'] })
    for (let i = 0; i < 25; i++) await createFlag(`flag-${i}`)
    const dispatched = dispatcher.dispatch()
    await vi.waitFor(() => expect(received).toHaveLength(25), { timeout: 20_000 })
    expect((await deliveriesOf(id)).every(({ state }) => state === 'delivered')).toBe(true)
    expect((await deliveriesOf(hanging.id)).every(({ state }) => state === 'pending')).toBe(true)
    await origin.call('PATCH', `${WEBHOOKS}/${hanging.id}`, { body: { enabled: false }, headers: ANY })
    silent.closeAllConnections()
    await dispatched
    await new Promise((resolve) => silent.close(resolve))
  })

  it('that says 410 is not asked again', async () => {
    const { id } = await create({ events: ['flag.create'] })
    status = 410
    await createFlag('a')
    await dispatcher.dispatch()
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'failed', attempts: 1 }])
  })

  it('is told the same once more when somebody asks for it, and something to try it with', async () => {
    const { id } = await create({ events: ['flag.create'] })
    await createFlag('a')
    await dispatcher.dispatch()
    const [first] = await deliveriesOf(id)
    const again = await origin.call('POST', `${WEBHOOKS}/${id}/deliveries/${String(first?.['id'])}/redeliver`)
    expect(again.status).toBe(202)
    expect((await origin.call('POST', `${WEBHOOKS}/${id}/ping`)).status).toBe(202)
    await dispatcher.dispatch()
    expect(typesReceived().toSorted()).toEqual(['flag.create', 'flag.create', 'ping'])
  })

  it('does not follow where it is redirected to', async () => {
    const { id } = await create({ events: ['flag.create'] })
    status = 302
    await createFlag('a')
    await dispatcher.dispatch()
    expect(received.map(({ url }) => url)).toEqual(['/hook'])
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'pending', outcome: '302' }])
  })

  it('that leads where it should not is never connected to', async () => {
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0']
    const urls = [...hosts.map((host) => `http://${host}:${port()}/`), 'http://169.254.169.254/', 'http://10.0.0.1/']
    for (const url of urls) await create({ url, events: ['flag.create'] })
    await createFlag('a')
    await dispatcherTo().dispatch()
    expect(received).toEqual([])
    for (const { id } of itemsOf(await origin.call('GET', WEBHOOKS))) {
      expect(await deliveriesOf(String(id))).toMatchObject([{ state: 'failed', outcome: 'the address is not public' }])
    }
  })

  it('is judged by the address that is connected to, at that moment', async () => {
    // As with a name that leads to an allowed address when it is made, and to a closed one when it is told.
    let isAllowed = true
    const rebinding = dispatcherTo(() => isAllowed)
    await create({ url: `http://localhost:${port()}/`, events: ['flag.create'] })
    await createFlag('a')
    await rebinding.dispatch()
    expect(received).toHaveLength(1)
    isAllowed = false
    await createFlag('b')
    await rebinding.dispatch()
    expect(received).toHaveLength(1)
  })

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://user:password@example.com/',
    'nothing',
    'javascript:1',
  ])('is refused for the URL %s', async (url) => {
    const answer = await origin.call('POST', WEBHOOKS, { body: { name: 'ci', url } })
    expect(answer.status).toBe(422)
    expect(describe422(answer)).toEqual([expect.stringMatching(/^\/url: /)])
  })

  it('shows its secret once, and never in the history', async () => {
    const { id, secret } = await create()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const rotated = await origin.call('POST', `${WEBHOOKS}/${id}/rotate`, { headers: { 'If-Match': '"1"' } })
    const { secret: next } = rotated.json as { secret: string }
    expect(next).not.toBe(secret)
    const paths = [WEBHOOKS, `${WEBHOOKS}/${id}`, `${PROJECT}/audit`]
    for (const path of paths) {
      const { text } = await origin.call('GET', path)
      for (const hidden of [secret, next]) expect(text).not.toContain(hidden)
    }
  })

  it('is changed and deleted by its version', async () => {
    const { id } = await create()
    const headers = { 'If-Match': '"1"' }
    const patched = await origin.call('PATCH', `${WEBHOOKS}/${id}`, { headers, body: { enabled: false } })
    expect(patched.json).toMatchObject({ enabled: false, version: 2 })
    const late = await origin.call('DELETE', `${WEBHOOKS}/${id}`, { headers })
    expect([late.status, problemOf(late).code]).toEqual([412, 'version_mismatch'])
    expect((await origin.call('DELETE', `${WEBHOOKS}/${id}`, { headers: ANY })).status).toBe(204)
    expect((await origin.call('GET', `${WEBHOOKS}/${id}/deliveries`)).status).toBe(404)
  })
})
