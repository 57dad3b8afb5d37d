import { type EdgeOptions, type RunningEdge, startEdge } from '../../edge/testing/start-edge.ts'
import type { RedisServerStore } from '../../local/redis/redis-server-store.ts'
import { readEdgeVars } from '../harness/edge-vars.ts'
import { readTruth } from '../harness/publication.ts'
import { type TestStack, startTestStack } from '../harness/stack.ts'
import { type Oracle, createOracle } from './oracle.ts'
import { FLIPPED_FLAG, createSceneFlags } from './scene-flags.ts'

/** The whole product with two isolates, each in a runtime of its own, and what knows what they must answer. */
export interface Stage {
  readonly stack: TestStack
  /** The private redis-server, which drills freeze and kill. */
  readonly redis: RedisServerStore
  readonly oracle: Oracle
  /** Where the isolates answer; the first one is the stack's own service. */
  readonly edges: readonly [string, string]
  /**
   * Turns one of the flags off, or on again, and tells the oracle. One change at a time, so that no version stays unknown to it.
   * @returns the version that says so
   */
  flip(): Promise<number>
  /** Tells the oracle what SQLite says. */
  learn(): Promise<number>
  /** A further isolate, cold, which the caller closes. */
  startIsolate(options?: Omit<EdgeOptions, 'vars'>): Promise<RunningEdge>
  close(): Promise<void>
}

/** Of the messages; every drill counts in spite of it. */
const DUPLICATED_SHARE = 0.3

export async function setStage(): Promise<Stage> {
  const stack = await startTestStack({
    duplicatedShare: DUPLICATED_SHARE,
    // Whoever waits until all is counted asks the origin more often than one caller may.
    environment: { VISIBILITY_TIMEOUT_SECONDS: '3', API_REQUESTS_PER_MINUTE: '100000' },
  })
  const { server: redis } = stack.cloud.redis
  if (redis === undefined) throw new Error('drills need a redis-server on this machine')
  const startIsolate: Stage['startIsolate'] = (options) =>
    startEdge({ ...options, vars: readEdgeVars(stack.dataDirectory) })
  const second = await startIsolate()
  const oracle = createOracle()
  const learn = async (): Promise<number> => {
    const { version, ruleset } = await readTruth(stack)
    oracle.learn(version, ruleset)
    return version
  }
  await createSceneFlags(stack)
  await learn()
  let isOn = true
  return {
    stack,
    redis,
    oracle,
    edges: [stack.edge, second.url],
    learn,
    startIsolate,
    flip: async () => {
      const { status, text } = await stack.api(FLIPPED_FLAG, { method: 'PATCH', body: { enabled: !isOn } })
      if (status !== 200) throw new Error(`flipping: ${text}`)
      isOn = !isOn
      return learn()
    },
    close: async () => {
      await second.close()
      await stack.stop()
    },
  }
}
