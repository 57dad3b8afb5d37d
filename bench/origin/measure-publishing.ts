import { setTimeout as sleep } from 'node:timers/promises'
import { openForReading } from '../../origin/db/open-database.ts'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import { CALLS } from './calls.ts'
import { type Answered, drive } from './load.ts'
import { ENVIRONMENT, flagKey } from './seed-organisation.ts'
import type { World } from './world.ts'

export interface PublishingFigures {
  /** One for each publication: from taking it up until Redis had it, by the origin’s own metric. */
  readonly publishMs: readonly number[]
  /** As often, of the same ruleset. */
  readonly stringifyMs: readonly number[]
  readonly megabytes: number
  /** Reads while nothing was published, and while publications went on. */
  readonly idleMs: readonly number[]
  readonly busyMs: readonly number[]
}

const READS_PER_SECOND = 100
const PAUSE_MS = 500

/** Changes one flag again and again, each of which publishes the whole ruleset, while somebody reads. */
export async function measurePublishing(world: World, publications: number): Promise<PublishingFigures> {
  const seconds = Math.ceil((publications * PAUSE_MS) / 1_000)
  const { ruleset, megabytes } = readRuleset(world)
  const idle = await read(world, seconds)
  const reading = read(world, seconds)
  const publishMs: number[] = []
  for (let i = 0; i < publications; i++) {
    const before = await readPublished(world)
    await world.call('PATCH', `/environments/${ENVIRONMENT}/flags/${flagKey(1)}`, { enabled: i % 2 === 0 })
    await sleep(PAUSE_MS)
    const after = await readPublished(world)
    // An environment that came due meanwhile was issued anew, which is no publication of a ruleset.
    if (after.count === before.count + 1) publishMs.push(1_000 * (after.seconds - before.seconds))
  }
  const busy = await reading
  const stringifyMs = publishMs.map(() => {
    const startedAtMs = performance.now()
    JSON.stringify(ruleset)
    return performance.now() - startedAtMs
  })
  return { publishMs, stringifyMs, megabytes, idleMs: timesOf(idle), busyMs: timesOf(busy) }
}

function readRuleset({ databaseFile, environmentId }: World): { readonly ruleset: object; readonly megabytes: number } {
  const { database, close } = openForReading(databaseFile)
  const ruleset = createPublishingRepository(database).ruleset(environmentId)
  close()
  return { ruleset, megabytes: JSON.stringify(ruleset).length / 1e6 }
}

function read({ url, headers }: World, seconds: number): Promise<readonly Answered[]> {
  return drive({ ...CALLS.flag, url, headers, connections: 1 }, { seconds, perSecond: READS_PER_SECOND })
}

async function readPublished({ url }: World): Promise<{ readonly count: number; readonly seconds: number }> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  const valueOf = (name: string): number =>
    Number(new RegExp(`^togglemaster_publish_seconds_${name} (\\S+)$`, 'm').exec(metrics)?.[1])
  return { count: valueOf('count'), seconds: valueOf('sum') }
}

function timesOf(answers: readonly Answered[]): readonly number[] {
  return answers.map(({ tookMs }) => tookMs)
}
