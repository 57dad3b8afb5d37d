import { createEdge } from './app.ts'
import { type EdgeConfig, readConfig } from './config.ts'
import { createUnconfiguredEdge } from './health/unconfigured.ts'
import { consoleLog } from './log.ts'
import { createRedisWithin } from './redis.ts'
import { createRedisSource } from './ruleset/redis-source.ts'
import { type Lifetime, workerRuntime } from './runtime.ts'
import { createRedisSpillList } from './usage/redis-spill-list.ts'
import { createSqsQueue } from './usage/sqs-queue.ts'

type Fetch = (request: Request, env: object, lifetime: Lifetime) => Response | Promise<Response>

/** This isolate's edge, made by its first request: bindings cannot be read before. */
let serve: Fetch | undefined

/** Two first requests may both get here, and neither waits for the other; the edge that is made first stays. */
async function openEdge(env: object): Promise<Fetch> {
  const config = await readConfig(env)
  serve ??= config.ok ? assemble(config.value) : createUnconfiguredEdge(config.problems)
  return serve
}

function assemble(config: EdgeConfig): Fetch {
  const redisWithin = createRedisWithin(config.redis)
  const app = createEdge({
    ...config,
    runtime: workerRuntime,
    log: consoleLog,
    source: createRedisSource(redisWithin),
    queue: createSqsQueue(config.sqs),
    spill: createRedisSpillList(redisWithin),
  })
  return (request, env, lifetime) => app.fetch(request, env, lifetime as Parameters<typeof app.fetch>[2])
}

export default {
  fetch: (request: Request, env: object, lifetime: Lifetime): Response | Promise<Response> =>
    serve === undefined ? openEdge(env).then((open) => open(request, env, lifetime)) : serve(request, env, lifetime),
}
