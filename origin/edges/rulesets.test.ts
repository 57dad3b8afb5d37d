import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAccessTable } from '../../shared/contracts/access-table.ts'
import { openEnvelope } from '../../shared/contracts/envelope.ts'
import { parseHead } from '../../shared/contracts/head.ts'
import type { IssuedRuleset } from '../../shared/contracts/issued-ruleset.ts'
import { EDGE_TOKEN, MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { keepBuilt } from './keep-built.ts'

const PRODUCTION = '/api/v1/projects/default/environments/production'

let origin: TestOrigin
let path: string
beforeAll(async () => {
  origin = await startTestOrigin()
  const { json } = await origin.call('GET', PRODUCTION)
  path = `/edge/v1/rulesets/${(json as { id: string }).id}`
})
afterAll(() => origin.close())

const ask = (headers: Readonly<Record<string, string>> = {}) => origin.call('GET', path, { key: EDGE_TOKEN, headers })
const opened = async (text: string): Promise<unknown> => {
  const envelope = await openEnvelope(text, [origin.signer.verificationKey])
  return envelope.ok ? envelope.payload : envelope.refusal
}

describe('what an edge gets of the origin', () => {
  it('is signed at this moment, and the body is the one that the head names', async () => {
    const { status, json } = await ask()
    expect(status).toBe(200)
    const issued = json as IssuedRuleset
    const head = parseHead(await opened(issued.head))
    const access = parseAccessTable(await opened(issued.access))
    expect(head.ok && head.value.issuedAtMs).toBe(origin.nowMs())
    expect(access.ok && access.value.issuedAtMs).toBe(origin.nowMs())
    const sha256 = await crypto.subtle.digest('SHA-256', Buffer.from(issued.body, 'base64'))
    expect(head.ok && head.value.sha256).toBe(Buffer.from(sha256).toString('hex'))
  })

  it('is nothing new for whoever has it, until a flag or a key changes', async () => {
    const first = (await ask()).headers.get('etag') ?? ''
    expect(await ask({ 'if-none-match': first })).toMatchObject({ status: 304, text: '' })
    await origin.call('POST', `${PRODUCTION}/keys`, { body: { name: 'srv', kind: 'srv' } })
    const second = await ask({ 'if-none-match': first })
    expect(second.status).toBe(200)
    await origin.call('POST', '/api/v1/projects/default/flags', { body: { key: 'x', type: 'boolean' } })
    const third = await ask({ 'if-none-match': second.headers.get('etag') ?? '' })
    expect(third.status).toBe(200)
    const head = parseHead(await opened((third.json as IssuedRuleset).head))
    expect(third.headers.get('etag')).toMatch(new RegExp(`^W/"${head.ok ? head.value.version : ''}\\.\\d+"$`))
  })

  it('is no version that the publisher does not let out', async () => {
    const head = parseHead(await opened(((await ask()).json as IssuedRuleset).head))
    origin.publisher.refuse(head.ok ? head.value.version : undefined)
    expect(await ask()).toMatchObject({ status: 503, json: { code: 'ruleset_refused' } })
    origin.publisher.refuse(undefined)
    expect((await ask()).status).toBe(200)
  })

  it('is kept by nobody on the way', async () => {
    expect((await ask()).headers.get('cache-control')).toBe('no-store')
  })

  it('is for edges alone: not even the master key will do', async () => {
    expect((await origin.call('GET', path, { key: MASTER_KEY })).status).toBe(401)
    expect((await origin.call('GET', path, { key: `${EDGE_TOKEN}x` })).status).toBe(401)
    expect((await origin.call('GET', path, { key: null })).status).toBe(401)
  })

  it('is not there for an environment that is not there', async () => {
    const answer = await origin.call('GET', '/edge/v1/rulesets/zzzzzzzzzzzz', { key: EDGE_TOKEN })
    expect(answer).toMatchObject({ status: 404, json: { code: 'environment_not_found' } })
  })
})

describe('an origin without a token for edges', () => {
  it('lets nobody in, not even with an empty one', async () => {
    const closed = await startTestOrigin({ edgeToken: undefined })
    try {
      for (const key of [EDGE_TOKEN, 'undefined', null]) {
        expect((await closed.call('GET', '/edge/v1/rulesets/zzzzzzzzzzzz', { key })).status).toBe(401)
      }
    } finally {
      await closed.close()
    }
  })
})

describe('keepBuilt', () => {
  const built: string[] = []
  let failure: Error | undefined
  const buildOnce = keepBuilt((id) => {
    built.push(id)
    if (failure !== undefined) return Promise.reject(failure)
    const value = { body: id, sha256: '', bytes: 1, version: 1, flags: 0, broken: [] }
    return Promise.resolve({ version: 1, result: { ok: true, value } } as const)
  })

  it('builds once for all who ask for a version, and anew for another', async () => {
    await Promise.all([buildOnce('a', 1), buildOnce('a', 1), buildOnce('b', 1)])
    await buildOnce('a', 2)
    expect(built).toEqual(['a', 'b', 'a'])
  })

  it('forgets a failure', async () => {
    failure = new Error('disk')
    await expect(buildOnce('c', 1)).rejects.toThrow('disk')
    failure = undefined
    expect((await buildOnce('c', 1)).version).toBe(1)
  })

  it('keeps those that were asked for last', async () => {
    for (let i = 0; i < 20; i++) {
      await buildOnce(String(i), 1)
      await buildOnce('a', 2)
    }
    built.length = 0
    await buildOnce('a', 2)
    await buildOnce('0', 1)
    expect(built).toEqual(['0'])
  })
})
