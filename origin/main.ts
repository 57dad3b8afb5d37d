import { randomBytes } from 'node:crypto'
import { describeProblem } from '../shared/contracts/parse-result.ts'
import { type OriginConfig, readConfig } from './config.ts'
import { createLogger } from './http/logger.ts'
import { type RunningOrigin, startOrigin } from './origin.ts'

const config = readConfig(process.env)
if (config.ok) await run(config.value)
else {
  const problems = config.problems.map((problem) => `  ${describeProblem(problem)}\n`)
  process.stderr.write(`The origin cannot start with these settings:\n${problems.join('')}`)
  process.exitCode = 1
}

async function run(config: OriginConfig): Promise<void> {
  const logger = createLogger(config.logLevel)
  let isStopping = false
  const stop = async (signal: string, origin: RunningOrigin): Promise<void> => {
    // Whoever started us may pass on a signal that we got already.
    if (isStopping) return
    isStopping = true
    logger.info({ signal }, 'stopping')
    await origin.stop()
    logger.info('stopped')
    process.exit(0)
  }
  try {
    const origin = await startOrigin({ config, logger, clock: Date.now, randomBytes, random: Math.random })
    process.on('SIGTERM', (signal) => void stop(signal, origin))
    process.on('SIGINT', (signal) => void stop(signal, origin))
    logger.info({ host: config.host, port: origin.port }, 'listening')
  } catch (error) {
    logger.fatal({ host: config.host, port: config.port, err: error }, 'cannot start')
    process.exitCode = 1
  }
}
