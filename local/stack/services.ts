import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { LocalCloud } from './cloud.ts'
import type { StackSecrets } from './secrets.ts'
import { ROOT, type ServiceProcess, startService, startTypeScript } from './service-process.ts'

export interface ServiceParts {
  readonly dataDirectory: string
  readonly secrets: StackSecrets
  readonly cloud: LocalCloud
}

const require = createRequire(import.meta.url)
const OWNER_ONLY = 0o600

export function startOrigin({ dataDirectory, secrets, cloud }: ServiceParts, port: number): ServiceProcess {
  const environment = {
    ...cloud.environment,
    ORIGIN_PORT: String(port),
    DATABASE_FILE: join(dataDirectory, 'origin.sqlite'),
    MASTER_KEY: secrets.masterKey,
    AUDIT_KEY: secrets.auditKey,
    SIGNING_KEY: secrets.signingKey,
    EDGE_TOKEN: secrets.edgeToken,
  }
  return startTypeScript({ name: 'origin', script: 'origin/main.ts', dataDirectory, environment })
}

export function startWorker(
  { dataDirectory, secrets, cloud }: ServiceParts,
  port: number,
  classicEnvironment: string,
): ServiceProcess {
  const environment = {
    ...cloud.environment,
    WORKER_PORT: String(port),
    PSEUDONYM_SECRET: secrets.pseudonymSecret,
    CLASSIC_ENVIRONMENT: classicEnvironment,
  }
  return startTypeScript({ name: 'worker', script: 'worker/main.ts', dataDirectory, environment })
}

export interface EdgeSettings {
  readonly publicKey: string
  readonly originUrl: string
  /** Whose classic flags may be asked for without a key. */
  readonly environmentId: string
}

/** The file with the edge's variables below a data directory. */
export const EDGE_VARS_FILE = 'edge.vars'

/**
 * The edge's variables go into a file and not onto a command line, where every user of the machine could read them; the
 * same file serves `wrangler dev` run alone.
 */
export function writeEdgeVars({ dataDirectory, secrets, cloud }: ServiceParts, edge: EdgeSettings): void {
  const { AWS_ENDPOINT_URL_SQS: sqsEndpoint = '', ...environment } = cloud.environment
  const variables = {
    RULESET_PUBLIC_KEYS: edge.publicKey,
    UPSTASH_REDIS_REST_URL: environment['UPSTASH_REDIS_REST_URL'] ?? '',
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
    ORIGIN_URL: edge.originUrl,
    EDGE_TOKEN: secrets.edgeToken,
    SQS_QUEUE_URL: cloud.queueUrl,
    SQS_ENDPOINT: sqsEndpoint,
    AWS_REGION: environment['AWS_REGION'] ?? '',
    AWS_ACCESS_KEY_ID: environment['AWS_ACCESS_KEY_ID'] ?? '',
    AWS_SECRET_ACCESS_KEY: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    PSEUDONYM_SECRET: secrets.pseudonymSecret,
    CLASSIC_ENVIRONMENT: edge.environmentId,
  }
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`)
  writeFileSync(join(dataDirectory, EDGE_VARS_FILE), lines.join(''), { mode: OWNER_ONLY })
}

/** The edge under `wrangler dev`. */
export function startWranglerEdge(dataDirectory: string, port: number): ServiceProcess {
  const file = join(dataDirectory, EDGE_VARS_FILE)
  const wrangler = join(dirname(require.resolve('wrangler/package.json')), 'bin', 'wrangler.js')
  const options = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--env-file', file]
  return startService({
    name: 'edge',
    args: [wrangler, 'dev', '--cwd', ROOT, ...options, '--show-interactive-dev-session=false'],
    environment: {
      CI: 'true',
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_REGISTRY_PATH: join(dataDirectory, 'edge', 'registry'),
      WRANGLER_LOG_PATH: join(dataDirectory, 'logs', 'wrangler'),
    },
    logFile: join(dataDirectory, 'logs', 'edge.log'),
  })
}

/** The edge in its runtime, with nothing before it. */
export function startWorkerdEdge(dataDirectory: string, port: number): ServiceProcess {
  const environment = { EDGE_VARS_FILE: join(dataDirectory, EDGE_VARS_FILE), EDGE_PORT: String(port) }
  return startTypeScript({ name: 'edge', script: 'local/stack/workerd-edge.ts', dataDirectory, environment })
}
