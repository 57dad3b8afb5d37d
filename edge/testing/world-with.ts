import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Flag } from '../../shared/contracts/flag.ts'
import { type Answer, askSingle } from './ask.ts'
import { tableEntry, testKey } from './signing.ts'
import { type World, startWorld } from './start-world.ts'

export const ID = 'aaaaaaaaaaaa'
export const SERVER = testKey('srv', ID, 'a')
export const CLIENT = testKey('cli', ID, 'b')

/** A world for a file of tests, with one environment; each test has an isolate of its own, and everything is well again. */
export interface TestWorld {
  readonly world: World
  /** Of the test's own isolate. */
  readonly url: string
  /** Asks it for a flag, as the server. */
  readonly evaluate: (flag?: string, signal?: AbortSignal) => Promise<Answer>
}

export function worldWith(flags: readonly Flag[]): TestWorld {
  let world: World
  let url: string
  beforeAll(async () => {
    world = await startWorld()
    await world.publish(ID, flags)
    await world.grant(ID, [await tableEntry(SERVER), await tableEntry(CLIENT)])
  })
  beforeEach(async () => {
    url = (await world.startIsolate()).url
    world.sqs.fault = undefined
    world.redis.fault = undefined
    for (const list of [world.sqs.taken, world.sqs.attempts, world.sqs.calls]) list.length = 0
    world.redis.lists.clear()
  })
  afterAll(() => world.close())
  return {
    get world() {
      return world
    },
    get url() {
      return url
    },
    evaluate: (flag = 'x', signal) =>
      askSingle(url, flag, {}, { key: SERVER, ...(signal === undefined ? {} : { signal }) }),
  }
}
