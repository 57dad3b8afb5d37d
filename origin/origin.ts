import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createOrigin } from './app.ts'
import { createAnchorLog } from './audit/anchor-log.ts'
import { createAuditChain } from './audit/audit-chain.ts'
import { DAILY_BUDGET_MS, createAttentionBook } from './attention/attention-book.ts'
import { createThreadedBuilder } from './building/threaded-builder.ts'
import { sealOldEntries } from './audit/audit-repository.ts'
import { createCommitChange } from './changes/commit-change.ts'
import type { OriginConfig } from './config.ts'
import { openDatabase } from './db/open-database.ts'
import { createRulesetIssuer } from './edges/ruleset-issuer.ts'
import { createFlagIndexWarmer } from './flags/flag-index-warmer.ts'
import { createMetrics } from './http/metrics.ts'
import { serve } from './http/serve.ts'
import { createKeyUseBook } from './access/key-use-book.ts'
import { createUnknownFlagReader } from './insights/read-unknown-flags.ts'
import { createUsageReader } from './insights/read-usage.ts'
import { createUsageTableClient } from './insights/usage-table-client.ts'
import { inviteFirstAdmin } from './people/first-admin.ts'
import { createReportBook } from './propagation/report-book.ts'
import { createPublisher } from './publishing/publisher.ts'
import { createPublishingRepository } from './publishing/publishing-repository.ts'
import { createRedisGateway } from './publishing/redis-gateway.ts'
import { createSigner } from './publishing/signer.ts'
import { createWebhookDispatcher } from './webhooks/dispatcher.ts'
import { createPostTo } from './webhooks/post-to.ts'
import { createRequestScheduler } from './requests/request-scheduler.ts'

export interface RunningOrigin {
  readonly port: number
  /** Stops accepting, finishes what is in flight and the publication under way, then closes the database. */
  readonly stop: () => Promise<void>
}

export interface ProcessParts {
  readonly config: OriginConfig
  readonly logger: Logger
  readonly clock: () => number
  /** Integers below 256, unforeseeable. */
  readonly randomBytes: (length: number) => Uint8Array
  /** In [0, 1), for the jitter of retries. */
  readonly random: () => number
}

/** Both together stay below the 10 s that a supervisor grants. A request waits 250 ms for Redis, or 3 s for DynamoDB. */
const REQUESTS_GRACE_MS = 5_000
/** What hangs is left to the next start: the database knows of it. */
const BACKGROUND_GRACE_MS = 3_000

/** Opens what the origin works with, starts publishing and listens. */
export async function startOrigin({
  config,
  logger,
  clock,
  randomBytes,
  random,
}: ProcessParts): Promise<RunningOrigin> {
  const { database, close } = openDatabase(config.databaseFile)
  const metrics = createMetrics()
  const table = createUsageTableClient(config.awsRegion)
  const attention = createAttentionBook({ clock, dailyBudgetMs: config.attention ? DAILY_BUDGET_MS : 0 })
  const builder = createThreadedBuilder(config.databaseFile)
  const repository = createPublishingRepository(database)
  const signer = await createSigner(config.signingKey)
  const onProblem = (problem: string, error: unknown): void => logger.error({ cause: nameOfError(error) }, problem)
  const publisher = createPublisher({
    builder,
    repository,
    store: createRedisGateway(config.redis),
    signer,
    attention,
    clock,
    random,
    onProblem,
    onPublished: (_environmentId, tookMs) => metrics.published(tookMs),
  })
  metrics.watch(publisher)
  const usageTable = { documentClient: table.documentClient, tableName: config.usageTableName }
  const insights = {
    usage: createUsageReader(usageTable),
    unknownFlags: createUnknownFlagReader(usageTable),
  }
  const rulesets = createRulesetIssuer({ repository, builder, signer, attention, publisher, clock })
  const { edgeUrl, masterKey, edgeToken, trustedProxies, requestsPerMinute, sso } = config
  const settings = { edgeUrl, masterKey, edgeToken, trustedProxies, requestsPerMinute, sso }
  const keyUses = createKeyUseBook({ database, onProblem })
  const reports = createReportBook({ database, clock, registry: metrics.registry, keyUses, onProblem })
  const auditChain = createAuditChain(config.auditKey)
  const sealed = sealOldEntries(database, auditChain)
  if (sealed > 0) logger.info({ entries: sealed }, 'audit entries of an older release were sealed')
  const anchors = createAnchorLog(database, logger)
  const postTo = config.webhooksMayBePrivate ? createPostTo(() => true) : createPostTo()
  const webhooks = createWebhookDispatcher({ database, postTo, clock, random, onProblem })
  const process = { clock, randomBytes, logger, metrics, auditChain }
  const commit = createCommitChange({ ...process, database, publisher })
  const requests = createRequestScheduler({ database, commit, clock, onProblem })
  const lists = createFlagIndexWarmer({ database, onProblem })
  const background = [anchors, webhooks, requests, lists]
  const parts = { ...process, ...settings, database, publisher, attention, ...insights, rulesets, reports, keyUses }
  const listening = await serve(createOrigin(parts), config.host, config.port)
  const welcome = await inviteFirstAdmin({ database, clock, commit })
  if (welcome !== undefined) {
    const publicUrl = config.publicUrl ?? `http://localhost:${listening.port}`
    logger.warn(
      { link: publicUrl + welcome },
      'nobody has an account: this link makes the first one, once, within an hour',
    )
  }
  publisher.start()
  for (const work of background) work.start()
  return {
    port: listening.port,
    stop: async () => {
      await listening.close(REQUESTS_GRACE_MS)
      const ended = Promise.all([publisher.stop(), ...background.map(async (work) => work.stop())])
      await Promise.race([ended, delay(BACKGROUND_GRACE_MS)])
      await builder.close()
      reports.flush()
      keyUses.flush()
      table.close()
      close()
    },
  }
}

/** The name alone: an error of the Redis client carries the command, and with it what was in it. */
function nameOfError(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined
}
