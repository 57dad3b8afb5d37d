import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createSigner } from '../../origin/publishing/signer.ts'
import { type LocalCloud, startCloud } from './cloud.ts'
import { startEdge, startOrigin, startWorker } from './services.ts'
import { ENVIRONMENT, type FirstKeys, PROJECT, callApi, loadFirstKeys } from './first-keys.ts'
import { claimPort } from './ports.ts'
import { loadSecrets } from './secrets.ts'
import type { ServiceEnd, ServiceProcess } from './service-process.ts'
import type { StackOptions } from './stack-options.ts'
import { waitUntilReady } from './wait-until-ready.ts'

/** The whole product on one machine. */
export interface Stack {
  readonly origin: string
  readonly edge: string
  readonly worker: string
  readonly masterKey: string
  readonly keys: FirstKeys
  readonly environmentId: string
  readonly cloud: LocalCloud
  /** Resolves when a service ends that nobody stopped. */
  readonly died: Promise<ServiceEnd>
  /** Stops in the order in which nothing is lost: who sends, who receives, what stands in for the cloud. */
  readonly stop: () => Promise<void>
}

export async function startStack(options: StackOptions, onProgress: (step: string) => void): Promise<Stack> {
  const [originPort, edgePort, workerPort] = [
    await claimPort(options.originPort, 'ORIGIN_PORT'),
    await claimPort(options.edgePort, 'EDGE_PORT'),
    await claimPort(options.workerPort, 'WORKER_PORT'),
  ]
  const { dataDirectory } = options
  mkdirSync(join(dataDirectory, 'logs'), { recursive: true })
  const secrets = loadSecrets(dataDirectory)
  const cloud = await startCloud(dataDirectory, secrets.redisToken, onProgress)
  const running: ServiceProcess[] = []
  const stop = async (): Promise<void> => {
    for (const service of running.splice(0).toReversed()) await service.stop()
    await cloud.close()
  }
  const run = async (service: ServiceProcess, url: string): Promise<void> => {
    running.push(service)
    await waitUntilReady(service, url)
    onProgress(service.name)
  }
  const parts = { dataDirectory, secrets, cloud }
  try {
    const origin = `http://127.0.0.1:${originPort}`
    await run(startOrigin(parts, originPort), `${origin}/readyz`)
    const keys = await loadFirstKeys(dataDirectory, origin, secrets.masterKey)
    const environmentId = await findEnvironment(origin, secrets.masterKey)
    const worker = `http://127.0.0.1:${workerPort}`
    await run(startWorker(parts, workerPort, environmentId), `${worker}/readyz`)
    const edge = `http://127.0.0.1:${edgePort}`
    const { publicKey } = await createSigner(secrets.signingKey)
    await run(startEdge(parts, edgePort, { publicKey, environmentId }), `${edge}/readyz`)
    const died = Promise.race(running.map((service) => service.ended))
    return { origin, edge, worker, masterKey: secrets.masterKey, keys, environmentId, cloud, died, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function findEnvironment(origin: string, masterKey: string): Promise<string> {
  const url = `${origin}/api/v1/projects/${PROJECT}/environments/${ENVIRONMENT}`
  const { id } = (await callApi('GET', url, masterKey)) as { id: string }
  return id
}
