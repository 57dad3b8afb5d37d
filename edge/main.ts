import { type Edge, createEdge } from './app.ts'
import { type EdgeConfig, readConfig } from './config.ts'
import { createPlatform } from './health/platform.ts'
import { createUnconfiguredEdge } from './health/unconfigured.ts'
import { consoleLog } from './log.ts'
import { createRedisWithin } from './redis.ts'
import { createCacheMarker, dataCentreCache } from './reporting/cache-marker.ts'
import { createOriginSink } from './reporting/origin-sink.ts'
import { createCacheSource } from './ruleset/cache-source.ts'
import { createOriginSource } from './ruleset/origin-source.ts'
import { createRedisSource } from './ruleset/redis-source.ts'
import { findTextCache } from './ruleset/text-cache.ts'
import { type Lifetime, workerRuntime } from './runtime.ts'
import { createRedisSpillList } from './usage/redis-spill-list.ts'
import { createSqsQueue } from './usage/sqs-queue.ts'

/** This isolate's edge, made by its first request: bindings cannot be read before. */
let edge: Edge | undefined

/** Two first requests may both get here, and neither waits for the other; the edge that is made first stays. */
async function openEdge(env: object): Promise<Edge> {
  const config = await readConfig(env)
  edge ??= config.ok ? assemble(config.value) : createUnconfiguredEdge(config.problems)
  return edge
}

function assemble(config: EdgeConfig): Edge {
  const redisWithin = createRedisWithin(config.redis)
  const textCache = findTextCache()
  return createEdge({
    ...config,
    runtime: workerRuntime,
    log: consoleLog,
    source: createRedisSource(redisWithin),
    cache: textCache === undefined ? undefined : createCacheSource(textCache, workerRuntime),
    origin: config.origin === undefined ? undefined : createOriginSource(config.origin),
    queue: createSqsQueue(config.sqs),
    spill: createRedisSpillList(redisWithin),
    platform: createPlatform(dataCentreCache(), workerRuntime),
    reports: config.origin && {
      sink: createOriginSink(config.origin),
      marker: createCacheMarker(dataCentreCache(), workerRuntime),
    },
  })
}

export default {
  fetch: (request: Request, env: object, lifetime: Lifetime): Response | Promise<Response> =>
    edge === undefined ? openEdge(env).then((open) => open(request, lifetime)) : edge(request, lifetime),
}
