import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createEdge } from '../../edge/app.ts'
import { accessTable, packRuleset, tableEntry, testKey } from '../../edge/testing/signing.ts'
import { booleanFlag, brazilFlag, classicFlag, textFlag } from '../../edge/testing/test-flags.ts'
import { createShiftedRuntime } from '../../edge/testing/test-runtime.ts'
import type { Condition } from '../../shared/contracts/condition.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { type GroupPart, segmentsOfGroup } from '../../origin/groups/group-segments.ts'
import { type OperatorName, OPERATORS } from '../../shared/contracts/operators/operator-table.ts'
import type { Segment } from '../../shared/contracts/segment.ts'
import { type EnvelopeSealer, createEnvelopeSealer } from '../damage/envelope-sealer.ts'
import { createInProcessEdge } from '../harness/in-process-edge.ts'
import { createEdge as createPreviousEdge } from './previous-edge.mjs'

const ID = 'aaaaaaaaaaaa'
const SERVER = testKey('srv', ID, 'a')
const CLIENT = testKey('cli', ID, 'b')
const STRANGE = testKey('srv', ID, 'c')

const groupCondition: Condition = { all: [{ segment: 'holdout:q4' }, { segment: 'group:checkout/a' }] }
const groups: readonly GroupPart[] = [
  {
    kind: 'exclusion',
    key: 'checkout',
    salt: 'c',
    by: null,
    slots: [
      {
        key: 'a',
        ranges: [
          { from: 0, to: 25_000 },
          { from: 50_000, to: 75_000 },
        ],
      },
    ],
  },
  { kind: 'holdout', key: 'q4', salt: 'q', by: null, slots: [{ key: 'held-out', ranges: [{ from: 0, to: 50_000 }] }] },
]

/** What the release before this one could decide. */
const OPERATORS_THEN: readonly OperatorName[] = [
  ...(['equals', 'oneOf', 'exists', 'startsWith', 'endsWith', 'contains', 'matches'] as const),
  ...(['greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual', 'between', 'modulo'] as const),
  ...(['before', 'after', 'withinLast', 'withinNext', 'includesAny', 'includesAll', 'includesNone', 'size'] as const),
  ...(['versionEquals', 'versionGreaterThan', 'versionInRange', 'inNetwork'] as const),
]

const known: readonly Flag[] = [
  booleanFlag('plain'),
  booleanFlag('disabled', { enabled: false }),
  classicFlag('half', 50),
  brazilFlag('brazil'),
  textFlag('text', 'ação'),
  booleanFlag('split', {
    defaultServe: {
      split: {
        weights: [
          { variant: 'on', weight: 30_000 },
          { variant: 'off', weight: 70_000 },
        ],
      },
    },
  }),
  booleanFlag('member', { rules: [{ id: 'r', if: { segment: 'members' }, serve: { variant: 'off' } }] }),
  booleanFlag('grouped', { rules: [{ id: 'r', if: groupCondition, serve: { variant: 'off' } }] }),
  booleanFlag('needs', { rules: [{ id: 'r', if: { flag: 'half', variants: ['on'] }, serve: { variant: 'off' } }] }),
  ...OPERATORS_THEN.map((name) =>
    booleanFlag(`operator ${name}`, { rules: [{ id: 'r', if: OPERATORS[name].example, serve: { variant: 'off' } }] }),
  ),
]
const segments: readonly Segment[] = [
  { key: 'members', included: ['ana'], excluded: [], rules: [] },
  ...groups.flatMap(segmentsOfGroup),
]

/** What some release after this one may say; each flag of it is one that today's code does not understand. */
const unknown: readonly object[] = [
  ruled('new operator', { if: { attribute: 'a', operator: 'resembles', value: 'x' }, serve: { variant: 'off' } }),
  ruled('new condition', { if: { weather: 'rain' }, serve: { variant: 'off' } }),
  ruled('new serve', { serve: { computed: 'a + b' } }),
  ruled('new rollout', { rollout: { until: 'friday' }, serve: { variant: 'off' } }),
  ruled('new member of a rule', { serve: { variant: 'off' }, budget: 5 }),
  ruled('segment that says something new', { if: { segment: 'new' }, serve: { variant: 'off' } }),
  { ...booleanFlag('new scheme'), bucketing: { scheme: 'quantum', salt: 's' } },
  { ...booleanFlag('new type'), type: 'date' },
  { ...booleanFlag('new default'), defaultServe: { oneOf: ['on', 'off'] } },
  { ...booleanFlag('new member'), mood: 'good' },
]
const newSegment = { key: 'new', included: [], excluded: [], rules: [], synced: true }

const CONTEXTS = [
  {},
  { targetingKey: 'ana', 'geo.country': 'BR' },
  { targetingKey: 'joão', plan: 'pro', age: 30, version: '1.2.3', ip: '10.0.0.1', tags: ['x', 5] },
]

let sealer: EnvelopeSealer
beforeAll(async () => {
  sealer = await createEnvelopeSealer(generateKeyPairSync('ed25519').privateKey)
})

describe.each([
  ['the release before this one', createPreviousEdge],
  ['this release', createEdge],
])('an edge of %s', (_release, create) => {
  it('serves what today’s origin publishes as today’s edge does', async () => {
    const [edge, today] = [await startEdge(create, { flags: known }), await startEdge(createEdge, { flags: known })]
    for (const context of CONTEXTS) {
      const answer = await ask(edge, SERVER, context)
      expect(answer.flags).toEqual((await ask(today, SERVER, context)).flags)
      expect(answer.errors).toEqual(Object.keys(context).length === 0 ? ['half', 'split'] : [])
    }
  })

  it('answers what it does not know with an error of that flag alone', async () => {
    const edge = await startEdge(create, {
      flags: [...unknown, ...known] as Flag[],
      segments: [newSegment, ...segments],
    })
    const alone = await startEdge(create, { flags: known })
    for (const context of CONTEXTS.slice(1)) {
      const answer = await ask(edge, SERVER, context)
      expect(answer.errors).toEqual(unknown.map((flag) => (flag as Flag).key))
      expect(answer.flags.slice(unknown.length)).toEqual((await ask(alone, SERVER, context)).flags)
    }
  })

  it('shows a client none of what it does not know', async () => {
    const edge = await startEdge(create, { flags: [...unknown, booleanFlag('plain')] as Flag[] })
    expect((await ask(edge, CLIENT, {})).flags.map(({ key }) => key)).toEqual(['plain'])
  })

  it('passes over what a head, a ruleset and an access table say besides', async () => {
    const edge = await startEdge(create, {
      flags: known,
      head: { attention: { seq: 5, forMs: 60_000, why: 'somebody edits' }, region: 'eu' },
      access: { region: 'eu' },
      header: { holdouts: [['h', 0]], settings: { events: { mode: 'traced' }, userIds: 'plain', mood: 'good' } },
    })
    expect(await ask(edge, SERVER, {})).toMatchObject({ status: 200, version: 7 })
  })

  it('admits the keys that it knows, also beside one of a new kind, and none by a new scope alone', async () => {
    const edge = await startEdge(create, { flags: known })
    expect((await ask(edge, SERVER, {})).status).toBe(200)
    expect((await ask(edge, STRANGE, {})).status).toBe(403)
  })
})

function ruled(key: string, rule: object): object {
  return { ...booleanFlag(key), rules: [{ id: 'r', ...rule }] }
}

interface Published {
  readonly flags: readonly Flag[]
  readonly segments?: readonly object[]
  /** Members besides those of today. */
  readonly head?: object
  readonly access?: object
  readonly header?: object
}

/** An edge before a source where this is published, written by today's code. */
async function startEdge(
  create: typeof createEdge,
  { flags, segments: published = segments, head, access, header }: Published,
) {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym', ...header } as const
  const ruleset = { environment: ID, version: 7, settings, flags, segments: published as Segment[] }
  const packed = await packRuleset(ruleset, Date.now())
  const keys = [
    await tableEntry(SERVER),
    await tableEntry(CLIENT),
    { ...(await tableEntry(SERVER)), id: 'new', kind: 'bot', sha256: 'f'.repeat(64) },
    { ...(await tableEntry(STRANGE)), scopes: ['dream'] },
  ]
  const table = { ...accessTable(ID, 3, keys as Parameters<typeof accessTable>[2]), ...access }
  const texts = {
    head: sealer.seal(7, JSON.stringify({ ...packed.head, ...head })),
    access: sealer.seal(3, JSON.stringify(table)),
    isPublishedTo: true,
  }
  return createInProcessEdge({
    create,
    source: { readSigned: () => Promise.resolve(texts), readBody: () => Promise.resolve(packed.body) },
    runtime: createShiftedRuntime(),
    verificationKeys: [sealer.verificationKey],
  })
}

interface FlagAnswer {
  readonly key: string
  readonly errorCode?: string
}

async function ask(edge: ReturnType<typeof createInProcessEdge>, key: string, context: object) {
  const { status, version, body } = await edge.ask('/ofrep/v1/evaluate/flags', { key, context })
  const { flags = [] } = body as { readonly flags?: readonly FlagAnswer[] }
  const errors = flags.filter(({ errorCode }) => errorCode !== undefined).map((flag) => flag.key)
  return { status, version, flags, errors }
}
