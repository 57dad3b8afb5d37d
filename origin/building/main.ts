import { constants, platform, setPriority } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openForReading } from '../db/open-database.ts'
import { type PublishingRepository, createPublishingRepository } from '../publishing/publishing-repository.ts'
import { type RulesetBuilder, createRulesetBuilder } from './ruleset-builder.ts'
import type { BuildOrder, ThreadData, ThreadReply } from './threaded-builder.ts'

// What a thread is started with and sent comes from `threaded-builder.ts`, in the same process and release.
const { databaseFile } = workerData as ThreadData
let opened: { readonly repository: PublishingRepository; readonly builder: RulesetBuilder } | undefined

// Whoever asks something of the origin comes before a build. On Linux alone a priority is a thread's own.
if (platform() === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

parentPort?.on('message', (order: BuildOrder) => void answer(order))
// So that the first change after a start is as quick as the next ones. What fails here fails again when it is asked for.
await readAhead().catch(() => undefined)

async function readAhead(): Promise<void> {
  for (const { environmentId } of open().repository.versions()) {
    // Whoever waits for a build comes first.
    await setImmediate()
    await open().builder.build(environmentId)
  }
}

async function answer({ number, environmentId }: BuildOrder): Promise<void> {
  parentPort?.postMessage(await replyTo(number, environmentId), [])
}

async function replyTo(number: number, environmentId: string): Promise<ThreadReply> {
  try {
    return { number, outcome: await open().builder.build(environmentId) }
  } catch (error) {
    return { number, failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

/** Again at the next order when it failed: what is in the way may go. */
function open() {
  if (opened !== undefined) return opened
  const repository = createPublishingRepository(openForReading(databaseFile).database)
  opened = { repository, builder: createRulesetBuilder(repository) }
  return opened
}
