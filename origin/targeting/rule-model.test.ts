import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Condition } from '../../shared/contracts/condition.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { OPERATORS } from '../../shared/contracts/operators/operator-table.ts'
import { configurations } from '../db/schema/configurations.ts'
import { flags } from '../db/schema/flags.ts'
import { describe422, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const PRODUCTION = '/api/v1/projects/default/environments/production/flags'
const ANY = { 'If-Match': '*' }
const on = { variant: 'on' } as const
const needs = (flag: string, variant = 'on'): Condition => ({ flag, variants: [variant] })
const when = (condition: unknown) => ({ rules: [{ id: 'r', if: condition, serve: on }] })

let origin: TestOrigin
beforeEach(async () => {
  origin = await startTestOrigin()
})
afterEach(() => origin.close())

const create = (key: string) => origin.call('POST', FLAGS, { body: { key, type: 'boolean' } })
const createAll = async (...keys: readonly string[]) => {
  for (const key of keys) expect((await create(key)).status).toBe(201)
}
const patch = (key: string, body: unknown) => origin.call('PATCH', `${PRODUCTION}/${key}`, { body, headers: ANY })
const problemsOf = async (key: string, body: unknown) => {
  const answer = await patch(key, body)
  return [answer.status, ...describe422(answer)]
}
/** What somebody else's release, or a restored backup, may have left behind. */
const storeUnchecked = (key: string, condition: Condition) => {
  const { database } = origin.open
  const { id = 0 } = database.select().from(flags).where(eq(flags.key, key)).get() ?? {}
  const rule = { id: 'r', enabled: true, createdAtMs: 0, updatedAtMs: 0, if: condition, serve: on }
  database
    .update(configurations)
    .set({ rules: [rule] })
    .where(eq(configurations.flagId, id))
    .run()
}
/** `f0` needs `f1`, which needs `f2`, and so on. */
const chain = async (length: number) => {
  const keys = Array.from({ length }, (_, i) => `f${i}`)
  await createAll(...keys)
  for (let i = length - 2; i >= 0; i--) expect((await patch(`f${i}`, when(needs(`f${i + 1}`)))).status).toBe(200)
}

const many = (count: number, condition: Condition) => ({ all: Array.from({ length: count }, () => condition) })
const variants = (...names: readonly string[]) => ({
  variants: names.map((name) => ({ name, value: name !== 'off' })),
})
const patchItself = (key: string, body: object) => origin.call('PATCH', `${FLAGS}/${key}`, { body, headers: ANY })

describe('what a flag can say', () => {
  it.each(Object.entries(OPERATORS))('is stored and read back: %s', async (_operator, { example }) => {
    await createAll('x')
    const rules = [{ id: 'r', enabled: true, if: { any: [{ not: example }, example] }, serve: on }]
    expect((await patch('x', { rules })).json).toMatchObject({ rules })
    expect((await origin.call('GET', `${PRODUCTION}/x`)).json).toMatchObject({ rules })
  })

  it('is stored and read back: windows, ramps, prerequisites, ranges of buckets, splits by another attribute', async () => {
    await createAll('x', 'y')
    const ramp = {
      mode: 'linear',
      steps: [
        { at: '2026-11-24', share: 0 },
        { at: 1_795_600_000_000, share: 100_000 },
      ],
    }
    const rules = [
      { id: 'a', enabled: true, window: { from: '2026-11-24T00:00:00Z', until: '2026-12-24' }, serve: on },
      { id: 'b', enabled: false, rollout: { by: 'company', salt: 's', ramp }, serve: on },
      { id: 'c', enabled: true, if: needs('y'), serve: on },
      { id: 'd', enabled: true, if: { bucket: { salt: 'g', from: 0, to: 50_000 }, negate: true }, serve: on },
      { id: 'e', enabled: true, serve: { split: { by: 'plan', weights: [{ variant: 'on', weight: 100_000 }] } } },
    ]
    expect((await patch('x', { rules })).json).toMatchObject({ rules })
    expect((await origin.call('GET', `${PRODUCTION}/x`)).json).toMatchObject({ rules })
  })
})

describe('what no edge could decide', () => {
  const matches = (pattern: string) => when({ all: [{ attribute: 'a', operator: 'matches', pattern }] })

  it.each([
    ['a pattern that is none', matches('('), '/rules/0/if/all/0/pattern: error parsing regexp: missing closing )'],
    ['a look-around', matches('(?=a)'), '/rules/0/if/all/0/pattern: error parsing regexp'],
    ['a repetition of repetitions', matches('((a{100}){100}){100}'), '/rules/0/if/all/0/pattern: '],
    [
      'a pattern that takes long for each character',
      when({ attribute: 'a', operator: 'matches', pattern: '[a-z]{0,900}b', ignoreCase: true }),
      '/rules/0/if/pattern: expected a pattern of at most 500 instructions, got 1803',
    ],
    [
      'more patterns than a decision has time for',
      when(many(100, { attribute: 'a', operator: 'matches', pattern: '[a-z]{0,9}' })),
      '/rules/0/if/all/25/pattern: matching the patterns up to this one could take 52000 steps (2000 for this one)',
    ],
    ['too many instructions', matches('[a-z]{999}x{999}y{999}'), '/rules/0/if/all/0/pattern: expected a pattern of at'],
    ['10 KB of a pattern', matches('a?'.repeat(5_000)), '/rules/0/if/all/0/pattern: expected at most 1000 characters'],
    ['a flag that is not there', when({ not: needs('y') }), '/rules/0/if/not/flag: there is no flag "y"'],
    ['a flag by its prototype', when(needs('constructor')), '/rules/0/if/flag: there is no flag "constructor"'],
    ['itself', when(needs('x')), '/rules: goes in a circle: flag "x" -> flag "x"'],
    ['a segment', when({ segment: 'beta' }), '/rules/0/if/segment: there is no segment "beta"'],
    [
      'an unknown operator',
      when({ attribute: 'a', operator: '~', value: 1 }),
      '/rules/0/if/operator: expected "equals" or "oneOf" or',
    ],
    [
      'a rollout of another kind',
      { rules: [{ rollout: { percent: 5 }, serve: on }] },
      '/rules/0/rollout: expected an object with one of: share, ramp',
    ],
    [
      'a serve of another kind',
      { defaultServe: { value: true } },
      '/defaultServe: expected an object with one of: variant, split',
    ],
    [
      'a ramp that goes back',
      {
        rules: [
          {
            rollout: {
              ramp: {
                mode: 'stepped',
                steps: [
                  { at: 1, share: 1 },
                  { at: 1, share: 2 },
                ],
              },
            },
            serve: on,
          },
        ],
      },
      '/rules/0/rollout/ramp/steps: ',
    ],
  ])('is refused by its pointer: %s', async (_what, body, expected) => {
    await createAll('x')
    const before = await origin.call('GET', `${PRODUCTION}/x`)
    const [status, first] = await problemsOf('x', body)
    expect([status, String(first).slice(0, expected.length)]).toEqual([422, expected])
    expect((await origin.call('GET', `${PRODUCTION}/x`)).text).toBe(before.text)
  })

  it('is refused in a rule that is switched off too, which could be switched on later', async () => {
    await createAll('x')
    const rules = [{ enabled: false, if: needs('y'), serve: on }]
    expect(await problemsOf('x', { rules })).toEqual([422, '/rules/0/if/flag: there is no flag "y"'])
  })

  it('takes a pattern that would block another engine, since it is matched in linear time', async () => {
    await createAll('x')
    expect(await problemsOf('x', matches('^(a+)+$'))).toEqual([200])
  })

  it('names the variant that the other flag does not have', async () => {
    await createAll('x', 'y')
    const condition = { flag: 'y', variants: ['on', 'blue'] }
    expect(await problemsOf('x', when(condition))).toEqual([
      422,
      '/rules/0/if/variants/1: the flag "y" has no variant "blue"',
    ])
  })

  it('names the circle, whoever closes it', async () => {
    await createAll('x', 'y', 'z')
    expect(await problemsOf('x', when(needs('y')))).toEqual([200])
    expect(await problemsOf('y', when(needs('z')))).toEqual([200])
    expect(await problemsOf('z', when({ any: [needs('x')] }))).toEqual([
      422,
      '/rules: goes in a circle: flag "z" -> flag "x" -> flag "y" -> flag "z"',
    ])
  })

  it.each([-1, 0, 1])('counts how deep a chain is, %i beside the limit', async (beside) => {
    const length = LIMITS.referenceDepth + beside
    await chain(length)
    await createAll('x')
    const [status, problem = ''] = await problemsOf('x', when(needs('f0')))
    expect([status, String(problem).includes(`more than ${LIMITS.referenceDepth} deep`)]).toEqual(
      beside > 0 ? [422, true] : [200, false],
    )
  })

  it('names the flag that would break because the one that it needs grew', async () => {
    await chain(LIMITS.referenceDepth + 1)
    await createAll('x')
    const [status, ...problems] = await problemsOf(`f${LIMITS.referenceDepth}`, when(needs('x')))
    expect([status, problems.length]).toEqual([422, 1])
    expect(problems[0]).toMatch(/^\/rules: the flag "f0" needs this one and would break: /)
  })

  it('is counted in steps, through everything that is needed', async () => {
    await createAll('base', 'x')
    expect(await problemsOf('base', when(many(400, { attribute: 'a', operator: 'exists' })))).toEqual([200])
    expect(await problemsOf('x', when(many(100, needs('base'))))).toEqual([200])
    const [status, problem] = await problemsOf('base', when(many(600, { attribute: 'a', operator: 'exists' })))
    expect([status, String(problem)]).toEqual([
      422,
      `/rules: the flag "x" needs this one and would break: deciding it could take more than ${LIMITS.stepsPerEvaluation} steps`,
    ])
  })

  it('is the same in every environment, each by its own flags', async () => {
    await createAll('x', 'y')
    expect(await problemsOf('x', when(needs('y')))).toEqual([200])
    const path = '/api/v1/projects/default/environments/development/flags/y'
    const answer = await origin.call('PATCH', path, { body: when(needs('x')), headers: ANY })
    expect(answer.status).toBe(200)
  })
})

describe('a flag that is broken already', () => {
  beforeEach(async () => {
    await createAll('x', 'y', 'z')
    storeUnchecked('y', needs('nobody'))
  })

  it('can be switched off and mended, and hinders nobody else', async () => {
    expect((await patch('y', { enabled: true })).status).toBe(200)
    expect((await patch('x', when(needs('z')))).status).toBe(200)
    expect((await patch('y', { rules: [] })).status).toBe(200)
  })

  it('is no news when a flag that it needs grows', async () => {
    storeUnchecked('y', { all: [needs('nobody'), needs('z')] })
    expect(await problemsOf('z', when({ attribute: 'a', operator: 'exists' }))).toEqual([200])
  })

  it('is nothing that another flag may begin to need', async () => {
    expect(await problemsOf('x', when(needs('y')))).toEqual([
      422,
      '/rules: needs the flag "y", which cannot be decided: needs the flag "nobody", which is not in the ruleset',
    ])
  })

  it('is not asked about by who leaves the rules as they are', async () => {
    storeUnchecked('x', needs('y'))
    const configuration = (await origin.call('GET', `${PRODUCTION}/x`)).json as { rules: unknown }
    expect((await patch('x', { rules: configuration.rules, enabled: true })).status).toBe(200)
  })
})

describe('a flag that others need', () => {
  beforeEach(async () => {
    await createAll('x', 'y', 'z')
    await patch('x', { rules: [{ enabled: false, if: { not: needs('y', 'off') }, serve: on }] })
  })

  it('is not deleted, and says who needs it where', async () => {
    const refused = await origin.call('DELETE', `${FLAGS}/y`, { headers: ANY })
    expect([refused.status, problemOf(refused)]).toMatchObject([
      409,
      { code: 'flag_is_needed', detail: 'in environment production, the flag "x" needs it' },
    ])
    expect((await origin.call('GET', `${FLAGS}/y`)).status).toBe(200)
    await patch('x', { rules: [] })
    expect((await origin.call('DELETE', `${FLAGS}/y`, { headers: ANY })).status).toBe(204)
  })

  it('is free when the flag that needed it is deleted', async () => {
    expect((await origin.call('DELETE', `${FLAGS}/x`, { headers: ANY })).status).toBe(204)
    expect((await origin.call('DELETE', `${FLAGS}/y`, { headers: ANY })).status).toBe(204)
  })

  it('is deleted by a client of the seed no more than by anybody else', async () => {
    const { key } = (await origin.call('POST', '/admin/keys', { body: { name: 'c' } })).json as { key: string }
    const refused = await origin.call('DELETE', '/flags/y', { key })
    expect([refused.status, refused.json]).toEqual([409, { error: 'Outras flags dependem desta: use o console' }])
  })

  it('keeps the variants that they name', async () => {
    for (const place of ['production', 'development']) {
      const path = `/api/v1/projects/default/environments/${place}/flags/y`
      await origin.call('PATCH', path, { body: { offVariant: null }, headers: ANY })
    }
    expect(describe422(await patchItself('y', variants('on', 'other')))).toEqual([
      '/variants: in environment production, the flag "x" needs the variant "off"',
    ])
    expect((await patchItself('y', variants('off', 'on', 'other'))).status).toBe(200)
    expect((await patchItself('y', variants('off', 'on'))).status).toBe(200)
  })

  it('is found by its whole key, whatever signs are in it', async () => {
    const keys = ['y"', '"flag":"z', 'y%', 'Y', 'ÿ', '\\', '日本']
    for (const key of keys) {
      await createAll(key)
      expect((await patch('z', when(needs(key)))).status).toBe(200)
      const path = `${FLAGS}/${encodeURIComponent(key)}`
      expect((await origin.call('DELETE', path, { headers: ANY })).status).toBe(409)
      await patch('z', when({ attribute: '"flag":"y"', operator: 'equals', value: `"flag":${JSON.stringify(key)}` }))
      expect((await origin.call('DELETE', path, { headers: ANY })).status).toBe(204)
    }
  })
})

const split = (...variants: readonly string[]) => ({
  weights: variants.map((variant) => ({ variant, weight: 50_000 })),
})
const rules = (...list: readonly object[]) => ({ rules: list.map((rule, i) => ({ id: `r${i}`, ...rule })) })
const movesOf = async (body: object) => ((await patch('x', body)).json as { moves?: unknown }).moves

describe('a change that moves people', () => {
  it('is made, and says where', async () => {
    await createAll('x')
    const first = { rollout: { share: 10_000 }, serve: on }
    expect(await movesOf({ ...rules(first), defaultServe: { split: split('on', 'off') } })).toBeUndefined()
    expect(await movesOf(rules({ ...first, rollout: { share: 20_000 } }))).toBeUndefined()
    expect(await movesOf({ defaultServe: { split: split('off', 'on') } })).toEqual([
      { pointer: '/defaultServe/split/weights', detail: 'people will move: on, off becomes off, on' },
    ])
    expect(await movesOf(rules({ ...first, rollout: { share: 20_000, by: 'company', salt: 's' } }))).toEqual([
      { pointer: '/rules/0/rollout/salt', detail: expect.stringMatching(/^people will move: \S+ becomes s$/) },
      { pointer: '/rules/0/rollout/by', detail: 'people will move: targetingKey becomes company' },
    ])
    expect((await origin.call('GET', `${PRODUCTION}/x`)).json).not.toHaveProperty('moves')
  })

  it('is no change to a rule that places nobody, before or after', async () => {
    await createAll('x')
    const draws = (by: string, enabled: boolean) => ({ enabled, rollout: { share: 10_000, by }, serve: on })
    const off = { enabled: false, serve: on }
    await patch('x', rules(draws('a', false), draws('a', true)))
    expect(await movesOf(rules(draws('b', false), draws('a', true)))).toBeUndefined()
    expect(await movesOf(rules(draws('c', true), draws('b', false)))).toBeUndefined()
    await patch('x', rules(off, draws('a', true)))
    expect(await movesOf(rules(off, draws('b', true)))).toEqual([
      { pointer: '/rules/1/rollout/by', detail: 'people will move: a becomes b' },
    ])
  })

  it('is none where a default is spelled out', async () => {
    await createAll('x')
    await patch('x', rules({ rollout: { share: 10_000 }, serve: { split: split('on', 'off') } }))
    const spelled = {
      rollout: { share: 10_000, by: 'targetingKey' },
      serve: { split: { by: 'targetingKey', ...split('on', 'off') } },
    }
    expect(await movesOf(rules(spelled))).toBeUndefined()
  })
})
