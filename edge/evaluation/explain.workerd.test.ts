import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type AskOptions, post } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { readBatch } from '../testing/sqs-stand-in.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag, brazilFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const SERVER = testKey('srv', ID, 'a')
const CLIENT = testKey('cli', ID, 'b')
const CLASSIC = testKey('srv', ID, 'c')
const MANAGER = testKey('srv', ID, 'd')
const isBrazil = { attribute: 'geo.country', operator: 'equals', value: 'BR' } as const
const long = { attribute: 'a', operator: 'oneOf', values: Array.from({ length: 500 }, (_, i) => `value ${i}`) } as const
const on = { variant: 'on' } as const

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.publish(ID, [
    brazilFlag('brazil'),
    booleanFlag('counted'),
    booleanFlag('hidden', { clientVisible: false }),
    booleanFlag('by-person', { rules: [{ id: 'r', rollout: { share: 1 }, serve: on }] }),
    booleanFlag('broken', { defaultServe: { variant: 'nowhere' } }),
    booleanFlag('needy', { rules: [{ id: 'r', if: { flag: 'brazil', variants: ['on'] }, serve: on }] }),
    booleanFlag('long', { rules: [{ id: 'r', if: { not: long }, serve: on }] }),
    booleanFlag('longest', {
      rules: [
        { id: 'r', if: { all: Array.from({ length: 900 }, () => ({ flag: 'long', variants: ['on'] })) }, serve: on },
      ],
    }),
  ])
  await world.grant(ID, [
    await tableEntry(SERVER),
    await tableEntry(CLIENT),
    await tableEntry(CLASSIC, { scopes: ['classic'] }),
    await tableEntry(MANAGER, { scopes: ['manage'] }),
  ])
})
afterAll(() => world.close())

const ask = (flag: string, context: unknown, { query = '', ...options }: AskOptions & { query?: string } = {}) =>
  post(`${world.url}/ofrep/v1/evaluate/flags/${flag}${query}`, JSON.stringify({ context }), { key: SERVER, ...options })
const explain = (flag: string, context: unknown, options: AskOptions = {}) =>
  ask(flag, context, { query: '?explain=1', ...options })

const countersOf = (key: string) => {
  const all = world.sqs.taken.map(readBatch).flatMap((batch) => batch.counters)
  return all.filter(({ flag }) => flag === key).map(({ count, source }) => [count, source])
}

describe('a server key that asks why', () => {
  it('gets the ordinary answer, and what every step compared', async () => {
    const context = { targetingKey: 'u', geo: { country: 'BR' } }
    const plain = await ask('brazil', context)
    const explained = await explain('brazil', context)
    expect(explained.status).toBe(200)
    expect(explained.body).toEqual({
      ...(plain.body as object),
      explanation: {
        version: 1,
        steps: [
          {
            step: 'rule',
            ruleId: 'br',
            matches: true,
            steps: [{ step: 'attribute', condition: isBrazil, actual: 'BR', holds: true, steps: [] }],
          },
          { step: 'serve', ruleId: 'br', served: true, steps: [] },
        ],
      },
    })
    expect(explained.headers.get('x-togglemaster-version')).toBe('1')
    expect(explained.headers.get('cache-control')).toBe('no-store')
  })

  it('is told of the place that it names, and not of its own', async () => {
    const inTheUs = { cf: { country: 'US' } }
    const actualOf = async (context: unknown) =>
      ((await explain('brazil', context, inTheUs)).body as { explanation: { steps: { steps: object[] }[] } })
        .explanation.steps[0]?.steps[0]
    expect(await actualOf({ geo: { country: 'BR' } })).toMatchObject({ actual: 'BR', holds: true })
    expect(await actualOf({})).not.toHaveProperty('actual')
  })

  it('sees into the flags that are needed', async () => {
    expect((await explain('needy', { 'geo.country': 'US' })).body).toMatchObject({
      value: true,
      reason: 'DEFAULT',
      explanation: {
        steps: [{ steps: [{ step: 'prerequisite', flag: 'brazil', holds: false, steps: [{ step: 'flag' }] }] }],
      },
    })
  })

  it('gets the steps that led to an error, by the status of the error', async () => {
    const { status, body } = await explain('by-person', {})
    expect([status, body]).toMatchObject([
      400,
      {
        key: 'by-person',
        errorCode: 'TARGETING_KEY_MISSING',
        explanation: { version: 1, steps: [{ step: 'rule' }, { step: 'serve' }] },
      },
    ])
    expect((await explain('broken', {})).body).toMatchObject({ errorCode: 'PARSE_ERROR', explanation: { steps: [] } })
  })

  it('is told that there is no such flag, and nothing else', async () => {
    const answer = await explain('nope', {})
    expect([answer.status, answer.body]).toEqual([
      404,
      { key: 'nope', errorCode: 'FLAG_NOT_FOUND', errorDetails: 'there is no such flag for this key' },
    ])
  })

  it('gets as many steps as fit', async () => {
    const { body } = await explain('longest', { a: 'x' })
    expect(body).toMatchObject({ value: true, explanation: { isTruncated: true } })
    expect(JSON.stringify(body).length).toBeLessThan(LIMITS.explanationLength + 1_000)
  })

  it.each(['?explain=0', '?explain=', '?explain', '?explain=%zz', '?xexplain=1', '?', '?explain=true'])(
    'must say so by explain=1, and not by %s',
    async (query) => {
      const { status, body } = await ask('brazil', {}, { query })
      expect(status).toBe(200)
      expect(body).not.toHaveProperty('explanation')
    },
  )

  it.each(['?a=b&explain=1', '?%65xplain=1', '?explain=1&explain=0'])('may say so by %s', async (query) => {
    expect((await ask('brazil', {}, { query })).body).toHaveProperty('explanation')
  })

  it('is not counted, as nobody was served by it', async () => {
    for (let i = 0; i < 3; i++) expect((await explain('counted', {})).status).toBe(200)
    expect((await ask('counted', {})).status).toBe(200)
    // Whatever had been counted for the others would be in front of it, or in the same count.
    const deadline = Date.now() + 20_000
    while (countersOf('counted').length === 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(countersOf('counted')).toEqual([[1, 'single']])
  })
})

describe('any other key that asks why', () => {
  it.each([
    ['a client', CLIENT],
    ['the seed', CLASSIC],
  ])('is refused with a plain sentence: %s', async (_whose, key) => {
    for (const flag of ['brazil', 'hidden', 'nope']) {
      const answer = await explain(flag, {}, { key })
      expect([answer.status, answer.body]).toEqual([
        403,
        {
          key: flag,
          errorCode: 'GENERAL',
          errorDetails: 'only a server key with the scope "evaluate" may ask for an explanation',
        },
      ])
    }
    expect((await ask('brazil', {}, { key })).status).not.toBe(403)
  })

  it('is refused as ever when it may not evaluate, or is none', async () => {
    expect((await explain('brazil', {}, { key: MANAGER })).status).toBe(403)
    expect((await explain('brazil', {}, { key: testKey('srv', ID, 'z') })).status).toBe(401)
  })
})
