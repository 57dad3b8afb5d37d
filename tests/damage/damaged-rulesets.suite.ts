import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RulesetSource } from '../../edge/ruleset/ruleset-source.ts'
import { accessTable, packRuleset, tableEntry, testKey } from '../../edge/testing/signing.ts'
import { booleanFlag, brazilFlag, classicFlag, textFlag } from '../../edge/testing/test-flags.ts'
import { createInstantRuntime } from '../../edge/testing/test-runtime.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import { type EdgeAnswer, createInProcessEdge } from '../harness/in-process-edge.ts'
import { DAMAGES, damagePublication } from './damage-publication.ts'
import { type EnvelopeSealer, createEnvelopeSealer } from './envelope-sealer.ts'
import type { DamagedParts, StoredPublication } from './stored-publication.ts'

const ID = 'aaaaaaaaaaaa'
const FOREIGN = 'bbbbbbbbbbbb'
const KEY = testKey('srv', ID, 'a')
const FLAGS = [booleanFlag('x'), booleanFlag('off', { enabled: false }), classicFlag('half', 50), brazilFlag('br')]
const ALL_FLAGS = [...FLAGS, textFlag('text', 'ação')]
const REASONS = [
  'malformed',
  'unknown_key',
  'bad_signature',
  'missing',
  'over_limit',
  'wrong_environment',
  'wrong_version',
  'wrong_digest',
]

/** @param rounds  how many publications are damaged, one after the other, in front of the same isolate */
export function describeDamagedRulesets(rounds: number, seed: number): void {
  describe(`${rounds} damaged rulesets (seed ${seed})`, () => {
    let outcome: Outcome
    beforeAll(async () => {
      outcome = await meetDamages(rounds, createSeededRandom(seed))
    }, 600_000)

    it('change no answer, of a warm edge and of a cold one', () => expect(outcome.changed).toEqual([]))
    it('are refused each time that they must be', () => expect(outcome.unnoticed).toEqual([]))
    it('hold up nothing that is published after them', () => expect(outcome.heldUp).toEqual([]))
    it('are counted by their reason', () => {
      const seen = new Set(Object.keys(outcome.refused).map((name) => name.split('.')[1]))
      expect(seen).toEqual(new Set(REASONS))
    })
    it('are of every kind that there is', () => expect(outcome.kinds).toEqual(new Set(DAMAGES.map(({ name }) => name))))
  })
}

interface Outcome {
  /** The damages, in order, after which somebody got another answer; each list is empty when all is well. */
  readonly changed: string[]
  readonly unnoticed: string[]
  readonly heldUp: string[]
  readonly kinds: Set<string>
  readonly refused: Readonly<Record<string, number>>
}

/** A cold isolate in so many rounds: it has nothing to go on with, and may say so. */
const COLD_EVERY = 10

async function meetDamages(rounds: number, random: () => number): Promise<Outcome> {
  const world = await createWorld(random)
  const outcome = {
    changed: [] as string[],
    unnoticed: [] as string[],
    heldUp: [] as string[],
    kinds: new Set<string>(),
  }
  let floor = await world.publish()
  const warm = world.startIsolate()
  const expected = await firstAnswer(warm)
  for (let round = 0; round < rounds; round++) {
    const before = total(await warm.counts())
    const { name, isAlwaysRefused } = await world.damage()
    outcome.kinds.add(name)
    const answers = await warm.answers()
    const isBack = answers.some(({ version = 0 }) => version < floor)
    if (isBack || answers.some((answer) => !isSame(answer, expected))) outcome.changed.push(name)
    if (isAlwaysRefused && total(await warm.counts()) === before) outcome.unnoticed.push(name)
    if (round % COLD_EVERY === 0) {
      const cold = await world.startIsolate().answers()
      if (cold.some((answer) => answer.status !== 503 && !isSame(answer, expected)))
        outcome.changed.push(`cold: ${name}`)
    }
    floor = await world.publish()
    const healed = (await warm.answers()).at(-1)
    if (healed?.version !== floor) outcome.heldUp.push(name)
  }
  return { ...outcome, refused: (await warm.counts()).refused }
}

/** The first request of all may end before the runtime's hurried clock lets it see anything. */
async function firstAnswer(warm: { readonly answers: () => Promise<readonly EdgeAnswer[]> }): Promise<unknown> {
  const answer = (await warm.answers()).at(-1)
  if (answer?.status !== 200) throw new Error(`the edge answers ${JSON.stringify(answer)}`)
  return answer.body
}

function isSame(answer: EdgeAnswer, expected: unknown): boolean {
  return answer.status === 200 && JSON.stringify(flagsOf(answer.body)) === JSON.stringify(flagsOf(expected))
}

function flagsOf(body: unknown): unknown {
  return (body as { flags?: unknown } | undefined)?.flags
}

interface Counts {
  readonly refused: Readonly<Record<string, number>>
  readonly stale: Readonly<Record<string, number>>
}

function total({ refused, stale }: Counts): number {
  return [...Object.values(refused), ...Object.values(stale)].reduce((sum, count) => sum + count, 0)
}

/** An environment in a source of its own, and isolates of the edge in front of it. */
async function createWorld(random: () => number) {
  const origin = await newSealer()
  const stranger = await newSealer()
  const runtime = createInstantRuntime()
  const keys = [await tableEntry(KEY)]
  let version = 0
  let lying: { readonly version: number } & DamagedParts = { version }
  const foreign = await write(origin, FOREIGN, 1, [])
  let current = foreign
  let before = foreign

  const source: RulesetSource = {
    readSigned: () => Promise.resolve({ head: lying.head, access: lying.access, isPublishedTo: true }),
    readBody: (_id, wanted) => Promise.resolve(wanted === lying.version ? lying.body : undefined),
  }
  const next = async (): Promise<StoredPublication> => write(origin, ID, ++version, keys)
  return {
    publish: async (): Promise<number> => {
      before = current
      current = await next()
      lying = current
      return version
    },
    damage: async () => {
      const earlier = before
      current = await next()
      const { damage, stored } = damagePublication({ current, earlier, foreign, origin, stranger, random })
      lying = stored
      return damage
    },
    startIsolate: () => {
      const edge = createInProcessEdge({ source, runtime, verificationKeys: [origin.verificationKey] })
      return {
        /** Late enough for a look and a probe: once while that runs, and once when it is done. */
        answers: async (): Promise<readonly EdgeAnswer[]> => {
          runtime.shift(10_000)
          const first = await askAll(edge)
          await edge.settled()
          return [first, await askAll(edge)]
        },
        counts: async (): Promise<Counts> => (await edge.ask('/readyz')).body as Counts,
      }
    },
  }
}

function askAll(edge: ReturnType<typeof createInProcessEdge>): Promise<EdgeAnswer> {
  return edge.ask('/ofrep/v1/evaluate/flags', { key: KEY, context: { targetingKey: 'joão', 'geo.country': 'BR' } })
}

function newSealer(): Promise<EnvelopeSealer> {
  return createEnvelopeSealer(generateKeyPairSync('ed25519').privateKey)
}

async function write(
  { seal }: EnvelopeSealer,
  environment: string,
  version: number,
  keys: Parameters<typeof accessTable>[2],
): Promise<StoredPublication> {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const flags = environment === ID ? ALL_FLAGS : []
  const { body, head } = await packRuleset({ environment, version, settings, flags }, version)
  const access = { ...accessTable(environment, version, keys), issuedAtMs: version }
  return {
    version,
    body,
    head: seal(version, JSON.stringify(head)),
    access: seal(version, JSON.stringify(access)),
  }
}
