import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../origin/db/open-database.ts'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import { type AccessTable, parseAccessTable } from '../../shared/contracts/access-table.ts'
import { openEnvelope, parseVerificationKeys } from '../../shared/contracts/envelope.ts'
import { type Head, parseHead } from '../../shared/contracts/head.ts'
import type { JsonValue } from '../../shared/contracts/json.ts'
import type { ParseResult } from '../../shared/contracts/parse-result.ts'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { readEdgeVars } from './edge-vars.ts'
import type { TestStack } from './stack.ts'

/** What edges are to know of the stack's environment. */
export interface Publication {
  readonly version: number
  /** The ruleset's wire form. */
  readonly ruleset: string
  readonly accessVersion: number
  readonly keys: AccessTable['keys']
}

/**
 * What lies in Redis, believed only as far as an edge would.
 * @returns undefined while something is missing
 */
export async function readPublication({
  cloud,
  environmentId,
  dataDirectory,
}: TestStack): Promise<Publication | undefined> {
  const get = async (key: string): Promise<string | undefined> => {
    const reply = await cloud.redis.store.call(['GET', key])
    return typeof reply === 'string' ? reply : undefined
  }
  const publicKeys = readEdgeVars(dataDirectory)['RULESET_PUBLIC_KEYS'] ?? ''
  const head = await open(await get(redisKeys.head(environmentId)), publicKeys, parseHead)
  const access = await open(await get(redisKeys.access(environmentId)), publicKeys, parseAccessTable)
  if (head === undefined || access === undefined) return undefined
  const ruleset = readBody(await get(redisKeys.ruleset(environmentId, head.version)), head)
  if (ruleset === undefined) return undefined
  return { version: head.version, ruleset, accessVersion: access.version, keys: access.keys }
}

/** The rulesets that lie in Redis in their wire form, by version, of the newest so many versions. */
export async function readBodies(
  { cloud, environmentId }: TestStack,
  { newest, count }: { readonly newest: number; readonly count: number },
): Promise<ReadonlyMap<number, string>> {
  const bodies = new Map<number, string>()
  for (let version = Math.max(1, newest - count + 1); version <= newest; version++) {
    const body = await cloud.redis.store.call(['GET', redisKeys.ruleset(environmentId, version)])
    if (typeof body === 'string') bodies.set(version, gunzipSync(Buffer.from(body, 'base64')).toString())
  }
  return bodies
}

/** What the origin's database says, read from a copy: the origin lets nobody else open its own. */
export async function readTruth({ environmentId, dataDirectory }: TestStack): Promise<Publication> {
  const copy = join(dataDirectory, 'copy.sqlite')
  const original = new Sqlite(join(dataDirectory, 'origin.sqlite'), { readonly: true })
  await original.backup(copy)
  original.close()
  const { database, close } = openDatabase(copy)
  const repository = createPublishingRepository(database)
  const { version = 0, accessVersion = 0 } = repository.versionsOf(environmentId) ?? {}
  const ruleset = Buffer.from(encodeRuleset(repository.ruleset(environmentId))).toString()
  const keys = repository.liveKeys(environmentId, Date.now())
  close()
  return { version, ruleset, accessVersion, keys }
}

async function open<T>(
  text: string | undefined,
  publicKeys: string,
  parse: (json: JsonValue) => ParseResult<T>,
): Promise<T | undefined> {
  if (text === undefined) return undefined
  const keys = await parseVerificationKeys(publicKeys)
  const opened = await openEnvelope(text, keys.ok ? keys.value : [])
  if (!opened.ok) throw new Error(opened.refusal)
  const parsed = parse(opened.payload)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

function readBody(text: string | undefined, head: Head): string | undefined {
  if (text === undefined) return undefined
  const compressed = Buffer.from(text, 'base64')
  if (createHash('sha256').update(compressed).digest('hex') !== head.sha256) throw new Error('not the body of its head')
  return gunzipSync(compressed).toString()
}
