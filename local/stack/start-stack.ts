import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSigner } from '../../origin/publishing/signer.ts'
import { type LocalCloud, startCloud } from './cloud.ts'
import {
  type ServiceParts,
  startOrigin,
  startWorker,
  startWorkerdEdge,
  startWranglerEdge,
  writeEdgeVars,
} from './services.ts'
import { ENVIRONMENT, type FirstKeys, PROJECT, callApi, loadFirstKeys } from './first-keys.ts'
import { lockDataDirectory } from './data-lock.ts'
import { claimPort } from './ports.ts'
import { loadSecrets } from './secrets.ts'
import { type FurtherVariables, type RunningServices, createRunningServices } from './running-services.ts'
import type { ServiceEnd } from './service-process.ts'
import type { StackOptions } from './stack-options.ts'
import { stopStack } from './stop-stack.ts'
import type { TcpFaults } from '../tcp/tcp-fault.ts'
import { startTcpProxy } from '../tcp/tcp-proxy.ts'
import { untilRedisEnds, untilUnreachable } from './watch-services.ts'

/** The whole product on one machine. */
export interface Stack {
  readonly origin: string
  readonly edge: string
  readonly worker: string
  readonly masterKey: string
  readonly keys: FirstKeys
  readonly environmentId: string
  readonly cloud: LocalCloud
  /** What goes wrong on the way to each dependency; of the origin's, on the way that edges take. */
  readonly faults: LocalCloud['faults'] & { readonly origin: TcpFaults }
  /** Resolves when a service of the first hour ends or falls silent, unless `stop` ended it. */
  readonly died: Promise<ServiceEnd>
  readonly kill: RunningServices['kill']
  readonly end: RunningServices['end']
  readonly revive: RunningServices['revive']
  /** Stops without losing what was decided; see `stopStack`. */
  readonly stop: () => Promise<void>
}

/**
 * @throws DirectoryTaken, PortTaken  before anything was touched
 */
export async function startStack(options: StackOptions, onProgress: (step: string) => void): Promise<Stack> {
  const release = lockDataDirectory(options.dataDirectory)
  try {
    const stack = await startLocked(options, onProgress)
    return { ...stack, stop: () => stack.stop().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

async function startLocked(options: StackOptions, onProgress: (step: string) => void): Promise<Stack> {
  const { dataDirectory } = options
  const [originPort, edgePort, workerPort] = [
    await claimPort(options.originPort, 'ORIGIN_PORT'),
    await claimPort(options.edgePort, 'EDGE_PORT'),
    await claimPort(options.workerPort, 'WORKER_PORT'),
  ]
  const urls = { origin: addressOf(originPort), edge: addressOf(edgePort), worker: addressOf(workerPort) }
  mkdirSync(join(dataDirectory, 'logs'), { recursive: true })
  const secrets = loadSecrets(dataDirectory)
  const cloud = await startCloud({ ...options, redisToken: secrets.redisToken }, onProgress)
  const addresses = {
    redis: cloud.redis.url,
    sqs: cloud.environment['AWS_ENDPOINT_URL_SQS'],
    dynamoDb: cloud.environment['AWS_ENDPOINT_URL_DYNAMODB'],
  }
  writeFileSync(join(dataDirectory, 'addresses.json'), `${JSON.stringify(addresses, null, 2)}\n`)
  const parts = { dataDirectory, secrets, cloud }
  const wayToOrigin = await startTcpProxy(urls.origin)
  const services = createRunningServices(urls)
  const start = async (...[name, starter]: Parameters<RunningServices['start']>): Promise<void> => {
    await services.start(name, starter)
    onProgress(name)
  }
  const stop = async (): Promise<void> => {
    await stopStack(services.processes, cloud)
    await wayToOrigin.close()
  }

  try {
    await start('origin', (further) =>
      startOrigin(withVariables(parts, { EDGE_URL: urls.edge, ...further }), originPort),
    )
    const keys = await loadFirstKeys(dataDirectory, urls.origin, secrets.masterKey)
    const environmentId = await findEnvironment(urls.origin, secrets.masterKey)
    const { publicKey } = await createSigner(secrets.signingKey)
    await start('worker', (further) => startWorker(withVariables(parts, further), workerPort, environmentId))
    writeEdgeVars(parts, { publicKey, environmentId, originUrl: wayToOrigin.url })
    const startEdge = options.edgeRuntime === 'wrangler' ? startWranglerEdge : startWorkerdEdge
    await start('edge', () => startEdge(dataDirectory, edgePort))
    const died = Promise.race([
      ...[...services.processes.values()].map((service) => service.ended),
      untilUnreachable('edge', `${urls.edge}/livez`),
      ...(cloud.redis.server === undefined ? [] : [untilRedisEnds(cloud.redis.server.server)]),
    ])
    const { kill, end, revive } = services
    return {
      ...urls,
      masterKey: secrets.masterKey,
      keys,
      environmentId,
      cloud,
      faults: { ...cloud.faults, origin: wayToOrigin.faults },
      died,
      kill,
      end,
      revive,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function withVariables(parts: ServiceParts, further: FurtherVariables): ServiceParts {
  const { cloud } = parts
  return { ...parts, cloud: { ...cloud, environment: { ...cloud.environment, ...further } } }
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`
}

async function findEnvironment(origin: string, masterKey: string): Promise<string> {
  const url = `${origin}/api/v1/projects/${PROJECT}/environments/${ENVIRONMENT}`
  const { id } = (await callApi('GET', url, masterKey)) as { id: string }
  return id
}
