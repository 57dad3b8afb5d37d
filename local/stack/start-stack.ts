import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSigner } from '../../origin/publishing/signer.ts'
import { type LocalCloud, startCloud } from './cloud.ts'
import { startEdge, startOrigin, startWorker } from './services.ts'
import { ENVIRONMENT, type FirstKeys, PROJECT, callApi, loadFirstKeys } from './first-keys.ts'
import { lockDataDirectory } from './data-lock.ts'
import { claimPort } from './ports.ts'
import { loadSecrets } from './secrets.ts'
import type { ServiceEnd, ServiceProcess } from './service-process.ts'
import type { StackOptions } from './stack-options.ts'
import { stopStack } from './stop-stack.ts'
import { waitUntilReady } from './wait-until-ready.ts'
import { untilRedisEnds, untilUnreachable } from './watch-services.ts'

export type ServiceName = 'origin' | 'worker' | 'edge'

/** The whole product on one machine. */
export interface Stack {
  readonly origin: string
  readonly edge: string
  readonly worker: string
  readonly masterKey: string
  readonly keys: FirstKeys
  readonly environmentId: string
  readonly cloud: LocalCloud
  /** Resolves when a service of the first hour ends or falls silent, unless `stop` ended it. */
  readonly died: Promise<ServiceEnd>
  /** SIGKILL, as in a crash; resolves when the process is gone. */
  readonly kill: (name: ServiceName) => Promise<void>
  /** Starts a killed service again, and waits until it is ready. */
  readonly revive: (name: ServiceName) => Promise<void>
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
  const addresses = { redis: cloud.redis.url, sqs: cloud.sqsFront.endpoint, dynamoDb: cloud.dynamoDb.endpoint }
  writeFileSync(join(dataDirectory, 'addresses.json'), `${JSON.stringify(addresses, null, 2)}\n`)
  const parts = { dataDirectory, secrets, cloud }
  const running = new Map<ServiceName, ServiceProcess>()
  const starters = new Map<ServiceName, () => ServiceProcess>()

  const revive = async (name: ServiceName): Promise<void> => {
    const service = starters.get(name)?.()
    if (service === undefined) throw new Error(`${name} was never started`)
    running.set(name, service)
    await waitUntilReady(service, `${urls[name]}/readyz`)
  }
  const start = async (name: ServiceName, starter: () => ServiceProcess): Promise<void> => {
    starters.set(name, starter)
    await revive(name)
    onProgress(name)
  }
  const stop = (): Promise<void> => stopStack(running, cloud)

  try {
    await start('origin', () => startOrigin(parts, originPort))
    const keys = await loadFirstKeys(dataDirectory, urls.origin, secrets.masterKey)
    const environmentId = await findEnvironment(urls.origin, secrets.masterKey)
    const { publicKey } = await createSigner(secrets.signingKey)
    await start('worker', () => startWorker(parts, workerPort, environmentId))
    await start('edge', () => startEdge(parts, edgePort, { publicKey, environmentId }))
    const died = Promise.race([
      ...[...running.values()].map((service) => service.ended),
      untilUnreachable('edge', `${urls.edge}/livez`),
      ...(cloud.redis.server === undefined ? [] : [untilRedisEnds(cloud.redis.server.server)]),
    ])
    const kill = async (name: ServiceName): Promise<void> => running.get(name)?.kill()
    return { ...urls, masterKey: secrets.masterKey, keys, environmentId, cloud, died, kill, revive, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`
}

async function findEnvironment(origin: string, masterKey: string): Promise<string> {
  const url = `${origin}/api/v1/projects/${PROJECT}/environments/${ENVIRONMENT}`
  const { id } = (await callApi('GET', url, masterKey)) as { id: string }
  return id
}
