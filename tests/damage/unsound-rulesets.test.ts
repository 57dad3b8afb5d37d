import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { accessTable, packRuleset, tableEntry, testKey } from '../../edge/testing/signing.ts'
import { booleanFlag } from '../../edge/testing/test-flags.ts'
import { createShiftedRuntime } from '../../edge/testing/test-runtime.ts'
import type { Condition } from '../../shared/contracts/condition.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import type { Segment } from '../../shared/contracts/segment.ts'
import { createInProcessEdge } from '../harness/in-process-edge.ts'
import { createEnvelopeSealer } from './envelope-sealer.ts'

const ID = 'aaaaaaaaaaaa'
const KEY = testKey('srv', ID, 'a')
const LINKS = 10_000

const when = (key: string, condition: Condition) =>
  booleanFlag(key, { rules: [{ id: 'r', if: condition, serve: { variant: 'off' } }] })
const needing = (key: string, flag: string) => when(key, { flag, variants: ['on'] })

/** What the origin refuses, had it reached an edge all the same. */
const unsound: readonly (readonly [string, readonly Flag[]])[] = [
  ['an unknown variant', [booleanFlag('bad', { defaultServe: { variant: 'nowhere' } })]],
  ['an unknown segment', [when('bad', { segment: 'nowhere' })]],
  ['an unknown flag', [needing('bad', 'nowhere')]],
  [
    'weights that do not sum',
    [booleanFlag('bad', { defaultServe: { split: { weights: [{ variant: 'on', weight: 5 }] } } })],
  ],
  ['two variants of one name', [booleanFlag('bad', { variants: [1, 2].map(() => ({ name: 'off', value: true })) })]],
  ['a flag that needs itself', [needing('bad', 'bad')]],
  ['a circle of flags', [needing('bad', 'worse'), needing('worse', 'bad')]],
  ['a circle of segments', [when('bad', { segment: 'round' })]],
]
const round: Segment = { key: 'round', included: [], excluded: [], rules: [{ segment: 'round' }] }

describe('an unsound ruleset at an edge', () => {
  it.each(unsound)('costs the flags that have it their answer, and no other: %s', async (_what, flags) => {
    const answers = await decide([booleanFlag('before'), ...flags, booleanFlag('zone')], [round])
    expect(answers.filter(({ errorCode }) => errorCode === undefined)).toEqual([
      { key: 'before', value: true, variant: 'on', reason: 'STATIC' },
      { key: 'zone', value: true, variant: 'on', reason: 'STATIC' },
    ])
    expect(answers).toHaveLength(2 + flags.length)
  })

  it('breaks no stack with ten thousand flags that need each other in a row', async () => {
    const chain = Array.from({ length: LINKS }, (_, i) => needing(`f${i}`, `f${i + 1}`))
    const answers = await decide([...chain, booleanFlag(`f${LINKS}`)], [])
    expect(answers[0]).toMatchObject({ key: 'f0', errorCode: 'GENERAL' })
    expect(answers.at(-1)).toMatchObject({ key: `f${LINKS}`, value: true })
    expect(answers.at(-2)).toMatchObject({ key: `f${LINKS - 1}`, value: false })
  })

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a name like any other', async (name) => {
    const flags = [
      booleanFlag(name),
      booleanFlag('variant', { variants: [{ name, value: true }], offVariant: name, defaultServe: { variant: name } }),
      when('attribute', { attribute: name, operator: 'exists' }),
      when('segment', { segment: name }),
    ]
    const members: Segment = { key: name, included: ['ana'], excluded: [], rules: [] }
    expect((await decide(flags, [members])).map(({ value }) => value)).toEqual([true, true, true, false])
  })
})

interface Decided {
  readonly key: string
  readonly value?: unknown
  readonly errorCode?: string
}

/** All flags of a rightly signed ruleset, as an edge decides them for one person. */
async function decide(flags: readonly Flag[], segments: readonly Segment[]): Promise<readonly Decided[]> {
  const sealer = await createEnvelopeSealer(generateKeyPairSync('ed25519').privateKey)
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const { body, head } = await packRuleset({ environment: ID, version: 1, settings, flags, segments }, Date.now())
  const texts = {
    head: sealer.seal(1, JSON.stringify(head)),
    access: sealer.seal(1, JSON.stringify(accessTable(ID, 1, [await tableEntry(KEY)]))),
    isPublishedTo: true,
  }
  const edge = createInProcessEdge({
    source: { readSigned: () => Promise.resolve(texts), readBody: () => Promise.resolve(body) },
    runtime: createShiftedRuntime(),
    verificationKeys: [sealer.verificationKey],
  })
  const answer = await edge.ask('/ofrep/v1/evaluate/flags', { key: KEY, context: { targetingKey: 'ana' } })
  expect(answer.status).toBe(200)
  return (answer.body as { readonly flags: readonly Decided[] }).flags
}
