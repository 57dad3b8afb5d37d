import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { makePeople } from '../testing/make-people.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>
}

interface Parameter {
  readonly in: string
  readonly name: string
}

interface Reading {
  /** Of things that are there. */
  readonly path: string
  readonly parameters: readonly string[]
}

const HOSTILE = ["'; DROP TABLE flags; --", 'name;DROP', '1e9', '-1', 'NaN', '\u0000', '__proto__', 'x'.repeat(10_000)]

describe('the query of whatever can be read', () => {
  let origin: TestOrigin
  let readings: readonly Reading[]
  let cookie: string
  beforeAll(async () => {
    origin = await startTestOrigin()
    cookie = makePeople(origin).runner()
    const made = [
      await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'here', type: 'boolean' } }),
      await origin.call('POST', `${PRODUCTION}/segments`, { body: { key: 'here', included: ['ana'] } }),
      await origin.call('POST', `${PROJECT}/groups`, {
        body: { key: 'here', kind: 'holdout', share: 1_000 },
      }),
    ]
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201])
    const hook = await origin.call('POST', `${PROJECT}/webhooks`, { body: { name: 'x', url: 'https://example.com/' } })
    const { id } = hook.json as { id: string }
    const document = (await origin.call('GET', '/openapi.json')).json as OpenApi
    const place = (path: string): string =>
      path
        .replace('{project}', 'default')
        .replace('{environment}', 'production')
        .replace('/webhooks/{id}', `/webhooks/${id}`)
        .replaceAll(/\{\w+\}/g, 'here')
    readings = Object.entries(document.paths).flatMap(([path, { get }]) => {
      // Single sign-on is not on here; what leads a browser on is tried in its own tests.
      if (get === undefined || path.startsWith('/sso')) return []
      const parameters = (get.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name)
      return [{ path: `/api/v1${place(path)}`, parameters }]
    })
  })
  afterAll(() => origin.close())

  /** As somebody who may read everything. */
  const read = (path: string): Promise<Answer> => origin.call('GET', path, { key: null, headers: { cookie } })

  /** Of everything that reads, with each of its parameters. */
  const each = async (
    ask: (path: string, parameter: string) => Promise<string | undefined>,
  ): Promise<readonly string[]> => {
    const problems: string[] = []
    for (const { path, parameters } of readings) {
      for (const parameter of parameters) {
        const problem = await ask(path, parameter)
        if (problem !== undefined) problems.push(`${path} ${parameter}: ${problem}`)
      }
    }
    return problems
  }

  const refused = async (path: string, query: string, parameter: string): Promise<string | undefined> => {
    const { status, json } = await read(`${path}?${query}`)
    return status === 400 || (status === 200 && isRepeatable(path, parameter))
      ? undefined
      : `${query}: ${status} ${JSON.stringify(json)}`
  }

  it('is that of most operations that read', () => {
    expect(readings.length).toBeGreaterThan(20)
    expect(readings.filter(({ parameters }) => parameters.includes('cursor')).length).toBeGreaterThan(8)
  })

  it('has no name that the operation does not know', async () => {
    for (const { path } of readings) {
      const answer = await read(`${path}?__proto__=x&drop=1`)
      const named = (problemOf(answer).problems ?? []).map(({ parameter }) => parameter)
      expect([path, answer.status, named]).toEqual([path, 400, expect.arrayContaining(['drop'])])
    }
  })

  it('has no list and no object where one text is expected', async () => {
    expect(await each((path, name) => refused(path, `${name}=1&${name}=1`, name))).toEqual([])
    expect(await each((path, name) => refused(path, `${name}[]=1`, ''))).toEqual([])
    expect(await each((path, name) => refused(path, `${name}[a]=1`, ''))).toEqual([])
  })

  it('is never a part of a statement, and never breaks what reads it', async () => {
    const before = itemsOf(await read(`${PROJECT}/flags`))
    const problems = await each(async (path, parameter) => {
      for (const value of HOSTILE) {
        const { status } = await read(`${path}?${parameter}=${encodeURIComponent(value)}`)
        if (![200, 400, 404].includes(status)) return `${value.slice(0, 30)}: ${status}`
      }
      return undefined
    })
    expect(problems).toEqual([])
    expect(itemsOf(await read(`${PROJECT}/flags`))).toEqual(before)
  })

  it('never asks for more than a page, however large the limit', async () => {
    for (const { path, parameters } of readings) {
      if (!parameters.includes('limit')) continue
      const required = parameters.includes('left') ? '&left=development&right=production' : ''
      const { status, json } = await read(`${path}?limit=1e9${required}`)
      expect([path, status]).toEqual([path, 200])
      expect((json as { items?: readonly unknown[] }).items?.length ?? 0).toBeLessThanOrEqual(200)
    }
  })

  it.each(['forged', 'WyJhZnRlciIsMV0', '', Buffer.from('["before","x"]').toString('base64url')])(
    'goes on behind no place that no page gave: %j',
    async (cursor) => {
      for (const { path, parameters } of readings) {
        if (!parameters.includes('cursor')) continue
        const answer = await read(`${path}?cursor=${cursor}`)
        const named = (problemOf(answer).problems ?? []).map(({ parameter }) => parameter)
        expect([path, answer.status, named]).toEqual([path, 400, expect.arrayContaining(['cursor'])])
      }
    },
  )
})

/** Usage is read of several flags. */
function isRepeatable(path: string, parameter: string): boolean {
  return path.endsWith('/usage') && parameter === 'flag'
}
