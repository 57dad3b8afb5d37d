import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Flag } from '../../shared/contracts/flag.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { askBulk, askSingle, askUntil } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const SERVER = testKey('srv', ID, 'a')

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.grant(ID, [await tableEntry(SERVER)])
})
afterAll(() => world.close())

function patternFlag(key: string, pattern: string, ignoreCase = false): Flag {
  const condition = { attribute: 'text', operator: 'matches', pattern, ignoreCase } as const
  return booleanFlag(key, {
    rules: [{ id: 'r', if: condition, serve: { variant: 'on' } }],
    defaultServe: { variant: 'off' },
  })
}

const publish = async (...flags: readonly Flag[]): Promise<void> => {
  const version = await world.publish(ID, flags)
  const seen = (headers: Headers) => headers.get('x-togglemaster-version') === String(version)
  await askUntil(
    () => askSingle(world.url, 'any', {}, { key: SERVER }),
    ({ headers }) => seen(headers),
  )
}
const valueOf = async (flag: string, text: string) => {
  const { body } = await askSingle(world.url, flag, { text }, { key: SERVER })
  const { value, errorCode } = body as { value?: unknown; errorCode?: string }
  return value ?? errorCode
}

/** Nothing here looks at a clock: what takes exponential time elsewhere would not come back at all. */
describe('a ruleset with patterns', () => {
  it('is decided, also when the one before had none', async () => {
    await publish(booleanFlag('plain'))
    await publish(booleanFlag('plain'), patternFlag('mail', '@(acme|example)\\.com$', true))
    expect([await valueOf('mail', 'ana@ACME.com'), await valueOf('mail', 'ana@acme.com.br')]).toEqual([true, false])
    expect(await valueOf('plain', '')).toBe(true)
  })

  it('answers a pattern that no origin would let through with the error of its flag alone', async () => {
    const needy = booleanFlag('needy', {
      rules: [{ id: 'r', if: { flag: 'none', variants: ['on'] }, serve: { variant: 'on' } }],
    })
    await publish(patternFlag('none', '('), patternFlag('look-ahead', 'a(?=b)'), needy, patternFlag('good', '^a'))
    expect([await valueOf('none', 'a'), await valueOf('look-ahead', 'ab'), await valueOf('needy', 'a')]).toEqual(
      Array.from({ length: 3 }, () => 'GENERAL'),
    )
    expect([await valueOf('good', 'abc'), await valueOf('good', 'bc')]).toEqual([true, false])
    const { body } = await askBulk(world.url, { text: 'abc' }, { key: SERVER })
    expect((body as { flags: { key: string; value?: unknown }[] }).flags.map(({ key, value }) => [key, value])).toEqual(
      [
        ['none', undefined],
        ['look-ahead', undefined],
        ['needy', undefined],
        ['good', true],
      ],
    )
  })

  it('matches what would make another engine try for ever', async () => {
    await publish(patternFlag('nested', '^(a+)+$'), patternFlag('alternatives', '^(a|aa|a?)*b$'))
    const text = 'a'.repeat(LIMITS.matchedTextLength - 1)
    expect([await valueOf('nested', `${text}b`), await valueOf('nested', `${text}a`)]).toEqual([false, true])
    expect([await valueOf('alternatives', `${text}c`), await valueOf('alternatives', `${text}b`)]).toEqual([
      false,
      true,
    ])
  })

  it('neither compiles a long pattern nor looks at a long text', async () => {
    await publish(
      patternFlag('long', 'a?'.repeat(5_000)),
      patternFlag('bomb', '((a{100}){100}){100}'),
      patternFlag('large', '[a-z]{999}'.repeat(4)),
      patternFlag('any', '^a*$'),
    )
    expect([await valueOf('long', 'a'), await valueOf('bomb', 'a'), await valueOf('large', 'a')]).toEqual([
      'PARSE_ERROR',
      'GENERAL',
      'GENERAL',
    ])
    expect([
      await valueOf('any', 'a'.repeat(LIMITS.matchedTextLength)),
      await valueOf('any', 'a'.repeat(LIMITS.matchedTextLength + 1)),
    ]).toEqual([true, false])
  })

  it('is decided by an isolate that starts with it', async () => {
    await publish(patternFlag('mail', '@acme\\.com$'))
    const isolate = await world.startIsolate()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => askSingle(isolate.url, 'mail', { text: 'a@acme.com' }, { key: SERVER })),
    )
    expect(answers.map(({ body }) => (body as { value: unknown }).value)).toEqual(
      Array.from({ length: 10 }, () => true),
    )
  })
})
