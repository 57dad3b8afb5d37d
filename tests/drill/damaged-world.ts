import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { accessTable, packRuleset, tableEntry, testKey } from '../../edge/testing/signing.ts'
import { booleanFlag, classicFlag, textFlag } from '../../edge/testing/test-flags.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import { loadSecrets } from '../../local/stack/secrets.ts'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { Damage } from '../damage/damage.ts'
import { damagePublication } from '../damage/damage-publication.ts'
import { type EnvelopeSealer, createEnvelopeSealer } from '../damage/envelope-sealer.ts'
import type { DamagedParts, StoredPublication } from '../damage/stored-publication.ts'
import { type PostClient, createPostClient } from './load/post-client.ts'
import type { Stage } from './stage.ts'

/** Environments that no origin knows, signed by the stage's own key, in the stage's Redis. */
export interface DamagedWorld {
  publish(): Promise<void>
  /** Damages each, and says how. */
  damage(): Promise<readonly Damage[]>
  /** All flags of each, as one text for each environment. */
  askAll(edge: string): Promise<readonly string[]>
  remove(): Promise<void>
}

/** Every one of them is among ten thousand mutations, and among the first hundred. */
export const REFUSAL_REASONS = ['malformed', 'bad_signature', 'wrong_environment', 'wrong_digest'] as const

const AT_ONCE = 25
const FLAGS = [booleanFlag('on'), classicFlag('half', 50), textFlag('text', 'ação')]

export async function createDamagedWorld(
  { redis, stack }: Stage,
  { environments, seed }: { readonly environments: number; readonly seed: number },
): Promise<DamagedWorld> {
  const random = createSeededRandom(seed + 1)
  const signingKey = Buffer.from(loadSecrets(stack.dataDirectory).signingKey, 'base64')
  const origin = await createEnvelopeSealer(createPrivateKey({ key: signingKey, format: 'der', type: 'pkcs8' }))
  const stranger = await createEnvelopeSealer(generateKeyPairSync('ed25519').privateKey)
  const ids = Array.from({ length: environments }, (_, i) => `d${String(seed + i).padStart(11, '0')}`)
  const foreign = await write(origin, 'foreignplace', 2)

  const client = createPostClient()
  const lay = async (id: string, version: number, parts: DamagedParts): Promise<void> => {
    const places = [
      [redisKeys.ruleset(id, version), parts.body],
      [redisKeys.access(id), parts.access],
      [redisKeys.head(id), parts.head],
    ] as const
    for (const [key, text] of places) await redis.call(text === undefined ? ['DEL', key] : ['SET', key, text])
  }

  return {
    publish: async () => {
      await eachOf(ids, async (id) => lay(id, 2, await write(origin, id, 2)))
    },
    damage: () =>
      eachOf(ids, async (id) => {
        const [earlier, current] = [await write(origin, id, 1), await write(origin, id, 3)]
        const { damage, stored } = damagePublication({ current, earlier, foreign, origin, stranger, random })
        await lay(id, stored.version, stored)
        return damage
      }),
    askAll: (edge) => eachOf(ids, (id) => ask(client, edge, id)),
    remove: async () => {
      client.close()
      await eachOf(ids, (id) =>
        redis.call([
          'DEL',
          redisKeys.head(id),
          redisKeys.access(id),
          redisKeys.ruleset(id, 2),
          redisKeys.ruleset(id, 3),
        ]),
      )
    },
  }
}

function keyOf(id: string): string {
  return testKey('srv', id, 'a')
}

async function write({ seal }: EnvelopeSealer, id: string, version: number): Promise<StoredPublication> {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const issuedAtMs = Date.now() + version
  const { body, head } = await packRuleset({ environment: id, version, settings, flags: FLAGS }, issuedAtMs)
  const access = { ...accessTable(id, version, [await tableEntry(keyOf(id))]), issuedAtMs }
  return { version, body, head: seal(version, JSON.stringify(head)), access: seal(version, JSON.stringify(access)) }
}

/** The status, and what every flag is. */
async function ask(client: PostClient, edge: string, id: string): Promise<string> {
  const body = { context: { targetingKey: 'joão' } }
  const { status, text } = await client.post(`${edge}/ofrep/v1/evaluate/flags`, keyOf(id), body)
  return `${status} ${JSON.stringify((JSON.parse(text) as { readonly flags?: unknown }).flags)}`
}

/** Some at a time, in order. */
async function eachOf<T, U>(items: readonly T[], use: (item: T) => Promise<U>): Promise<readonly U[]> {
  const results: U[] = []
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(use))))
  }
  return results
}
