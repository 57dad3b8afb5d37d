import { nameOfError } from '../shared/contracts/aws-failure.ts'
import { describeProblem } from '../shared/contracts/parse-result.ts'
import { createAwsClients } from './cloud/aws-clients.ts'
import { createRedisClient } from './cloud/redis-client.ts'
import { type WorkerConfig, readConfig } from './config.ts'
import { createLogger } from './logger.ts'
import { createWorker } from './worker.ts'

const config = readConfig(process.env)
if (config.ok) await run(config.value)
else {
  const problems = config.problems.map((problem) => `  ${describeProblem(problem)}\n`)
  process.stderr.write(`The worker cannot start with these settings:\n${problems.join('')}`)
  process.exitCode = 1
}

async function run(config: WorkerConfig): Promise<void> {
  const logger = createLogger(config.logLevel)
  const aws = createAwsClients(config.cloud)
  const redis = createRedisClient(config.redisUrl, config.redisToken)
  const worker = createWorker({ config, aws, redis, logger, now: Date.now })
  let isStopping = false
  const stop = async (signal: string): Promise<void> => {
    // Whoever started us may pass on a signal that we got already.
    if (isStopping) return
    isStopping = true
    logger.info({ signal }, 'stopping')
    await worker.stop()
    aws.close()
    logger.info('stopped')
    process.exit(0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
  try {
    const { port } = await worker.start()
    logger.info({ host: config.host, port }, 'listening')
  } catch (error) {
    const cause = nameOfError(error)
    logger.fatal({ host: config.host, port: config.port, cause }, 'cannot listen')
    process.exit(1)
  }
}
