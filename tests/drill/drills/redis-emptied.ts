import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../../harness/eventually.ts'
import { type Publication, readPublication, readTruth } from '../../harness/publication.ts'
import type { Drill } from '../drill.ts'
import type { Stage } from '../stage.ts'
import { underLoad } from '../under-load.ts'

const REBUILT_WITHIN_MS = 15_000

/** F3: what Redis lost is there again within 15 s, word for word what SQLite says. */
export const redisEmptied: Drill = {
  name: 'F3',
  title: 'Redis emptied, and restarted empty',
  run: (theatre) =>
    underLoad(theatre, async ({ stage, goOn }) => {
      const rounds = theatre.extent(5, 1)
      // The harder one alone proves most of it.
      const ways = theatre.isQuick ? [restartEmpty] : [flush, restartEmpty]
      const rebuiltMs: number[] = []
      const problems: string[] = []
      for (let i = 0; i < rounds; i++) {
        for (const empty of ways) {
          await empty(stage)
          const emptiedAtMs = performance.now()
          const [found, truth] = await rebuilt(stage)
          rebuiltMs.push(performance.now() - emptiedAtMs)
          if (!isSame(found, truth)) problems.push(`${empty.name}: Redis is not what SQLite says within 15 s`)
          await goOn(theatre.extent(5, 1), 'rebuilt')
        }
      }
      return { figures: { rebuilt: `${(Math.max(...rebuiltMs) / 1_000).toFixed(1)} s` }, problems }
    }),
}

async function flush({ redis }: Stage): Promise<void> {
  await redis.call(['FLUSHALL'])
}

async function restartEmpty({ redis, stack }: Stage): Promise<void> {
  await redis.server.kill()
  await rm(join(stack.dataDirectory, 'redis', 'appendonlydir'), { recursive: true })
  await redis.respawn()
}

async function rebuilt({ stack }: Stage): Promise<readonly [Publication | undefined, Publication]> {
  const truth = await readTruth(stack)
  const read = (): Promise<Publication | undefined> => readPublication(stack)
  return [await eventually(read, (publication) => isSame(publication, truth), REBUILT_WITHIN_MS), truth]
}

function isSame(a: Publication | undefined, b: Publication): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
