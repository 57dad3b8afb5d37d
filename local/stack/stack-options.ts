import { resolve } from 'node:path'

export interface StackOptions {
  /** Everything that survives a restart. */
  readonly dataDirectory: string
  readonly originPort: number
  readonly edgePort: number
  readonly workerPort: number
  /** The share of the SQS messages that are delivered twice, 0 to 1; for tests of counting. */
  readonly duplicatedShare: number
  /** `wrangler`: as a developer runs it. `workerd`: the runtime alone, ten times as fast, for what measures. */
  readonly edgeRuntime: 'wrangler' | 'workerd'
  /** Further variables for origin and worker; for tests that cannot wait for a production's patience. */
  readonly environment: Readonly<Record<string, string>>
}

class BadOptions extends Error {}

/**
 * Reads the settings of the local stack.
 * @throws BadOptions with every problem at once
 */
export function readStackOptions(environment: Readonly<Record<string, string | undefined>>): StackOptions {
  const problems: string[] = []
  const port = (name: string, fallback: number): number => {
    const text = environment[name] ?? ''
    if (text === '') return fallback
    const value = Number(text)
    if (/^\d{1,5}$/.test(text) && value <= 65_535) return value
    problems.push(`${name}: expected a port from 0 to 65535, got ${JSON.stringify(text)}`)
    return 0
  }
  const options = {
    dataDirectory: resolve(environment['TOGGLEMASTER_DATA_DIR'] || '.togglemaster'),
    originPort: port('ORIGIN_PORT', 8001),
    edgePort: port('EDGE_PORT', 8787),
    workerPort: port('WORKER_PORT', 8005),
    duplicatedShare: 0,
    edgeRuntime: 'wrangler' as const,
    environment: {},
  }
  const chosen = [options.originPort, options.edgePort, options.workerPort].filter((chosenPort) => chosenPort !== 0)
  if (new Set(chosen).size < chosen.length) {
    problems.push('ORIGIN_PORT, EDGE_PORT, WORKER_PORT: expected three different ports (0 takes a free one)')
  }
  if (problems.length > 0) throw new BadOptions(problems.join('\n'))
  return options
}
