import { DAILY_BUDGET_MS, createAttentionBook } from '../../origin/attention/attention-book.ts'
import { createAuditChain } from '../../origin/audit/audit-chain.ts'
import { createRulesetBuilder } from '../../origin/building/ruleset-builder.ts'
import { type CommitChange, createCommitChange } from '../../origin/changes/commit-change.ts'
import type { Database } from '../../origin/db/open-database.ts'
import type { RandomBytes } from '../../origin/identities/draw-id.ts'
import { type Publisher, createPublisher } from '../../origin/publishing/publisher.ts'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import { createRedisGateway } from '../../origin/publishing/redis-gateway.ts'
import type { Signer } from '../../origin/publishing/signer.ts'
import type { ModelRedis } from './model-redis.ts'

/** One life of the origin's process, without its routes: the services' door, and the publisher. */
export interface ModelOrigin {
  readonly commit: CommitChange
  readonly isAlive: () => boolean
  /** Dies after so many further requests to Redis; with the last one performed, or not even sent. */
  readonly dieAfter: (requests: number, isLastPerformed: boolean) => void
  /** Performs the next so many writes, and loses their answers. */
  readonly loseAnswers: (writes: number) => void
  /** Takes both back. */
  readonly spare: () => void
  /** Whether it compresses something on another thread. */
  readonly isPacking: () => boolean
  readonly kill: () => void
}

export interface ModelOriginParts {
  /** Tells this life's requests from those of others. */
  readonly token: string
  readonly database: Database
  readonly redis: ModelRedis
  readonly signer: Signer
  readonly randomBytes: RandomBytes
}

const clock = (): number => Date.now()

const NEVER = new Promise<never>(() => undefined)

export function startModelOrigin({ token, database, redis, signer, randomBytes }: ModelOriginParts): ModelOrigin {
  let isAlive = true
  let requestsLeft = Number.POSITIVE_INFINITY
  let isLastPerformed = false
  let answersToLose = 0
  let isPacking = false
  const repository = createPublishingRepository(database)
  const builder = createRulesetBuilder(repository)

  const kill = (): void => {
    isAlive = false
    void publisher.stop()
  }
  redis.intercept(`Bearer ${token}`, async (perform, isWrite) => {
    if (!isAlive) return NEVER
    if (requestsLeft-- > 0) {
      const answer = await perform()
      if (!isWrite || answersToLose === 0) return answer
      answersToLose--
      throw new TypeError('terminated')
    }
    kill()
    if (isLastPerformed) await perform()
    return NEVER
  })

  const publisher: Publisher = createPublisher({
    repository,
    builder: {
      build: (environmentId) => {
        isPacking = true
        return builder.build(environmentId).finally(() => (isPacking = false))
      },
    },
    store: createRedisGateway({ url: redis.url, token }),
    signer,
    attention: createAttentionBook({ clock, dailyBudgetMs: DAILY_BUDGET_MS }),
    clock,
    random: () => 0.5,
    onProblem: () => undefined,
    onPublished: () => undefined,
  })
  publisher.start()
  return {
    commit: createCommitChange({ database, clock, randomBytes, auditChain: createAuditChain('model'), publisher }),
    isAlive: () => isAlive,
    dieAfter: (requests, isPerformed) => {
      requestsLeft = requests
      isLastPerformed = isPerformed
    },
    loseAnswers: (writes) => void (answersToLose = writes),
    spare: () => {
      requestsLeft = Number.POSITIVE_INFINITY
      answersToLose = 0
    },
    isPacking: () => isPacking,
    kill,
  }
}
