import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../local/http/free-port.ts'
import { callApi } from '../../local/stack/first-keys.ts'
import { makeSecrets } from '../../local/stack/secrets.ts'
import { type ServiceProcess, startTypeScript } from '../../local/stack/service-process.ts'
import { waitUntilReady } from '../../local/stack/wait-until-ready.ts'
import { ENVIRONMENT, PROJECT, type Scale, seedOrganisation } from './seed-organisation.ts'

/** An origin with an organisation in it and a redis-server, each a process of its own. */
export interface World {
  readonly directory: string
  readonly databaseFile: string
  readonly environmentId: string
  readonly origin: ServiceProcess
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly call: (method: string, path: string, body?: object) => Promise<unknown>
  /** Express answering these texts by their names. @returns where */
  readonly startConstants: (texts: Readonly<Record<string, string>>) => Promise<string>
  readonly close: () => Promise<void>
}

type Start = (name: string, script: string, environment: Readonly<Record<string, string>>) => ServiceProcess
type Secrets = ReturnType<typeof makeSecrets>

/** As much as the setting takes: the limiter stays in front of every call. */
const REQUESTS_PER_MINUTE = '1000000'

export async function startWorld(scale: Scale): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'togglemaster-origin-'))
  mkdirSync(join(directory, 'logs'))
  const services: ServiceProcess[] = []
  const start: Start = (name, script, environment) => {
    const service = startTypeScript({ name, script: `${script}.ts`, dataDirectory: directory, environment })
    services.push(service)
    return service
  }
  const close = async (): Promise<void> => {
    for (const service of services.toReversed()) await service.stop()
    rmSync(directory, { recursive: true })
  }
  try {
    return { ...(await startParts(scale, { directory, start })), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startParts(
  scale: Scale,
  { directory, start }: { readonly directory: string; readonly start: Start },
): Promise<Omit<World, 'close'>> {
  const secrets = makeSecrets()
  const databaseFile = join(directory, 'origin.sqlite')
  await seedOrganisation(databaseFile, scale, secrets.auditKey)
  const redisPort = String(await findFreePort())
  start('redis', 'bench/origin/redis-process', {
    PORT: redisPort,
    TOKEN: secrets.redisToken,
    DATA_DIRECTORY: join(directory, 'redis'),
  })
  const port = String(await findFreePort())
  const origin = start('origin', 'origin/main', originSettings(secrets, { databaseFile, port, redisPort }))
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(origin, `${url}/readyz`)
  const call: World['call'] = (method, path, body) =>
    callApi(method, `${url}/api/v1/projects/${PROJECT}${path}`, secrets.masterKey, body)
  const { id } = (await call('GET', `/environments/${ENVIRONMENT}`)) as { id: string }
  return {
    directory,
    databaseFile,
    environmentId: id,
    origin,
    url,
    headers: { authorization: `Bearer ${secrets.masterKey}`, 'content-type': 'application/json', 'if-match': '*' },
    call,
    startConstants: (texts) => startConstants(texts, { directory, start }),
  }
}

function originSettings(
  secrets: Secrets,
  { databaseFile, port, redisPort }: Readonly<Record<'databaseFile' | 'port' | 'redisPort', string>>,
): Readonly<Record<string, string>> {
  return {
    ORIGIN_PORT: port,
    DATABASE_FILE: databaseFile,
    MASTER_KEY: secrets.masterKey,
    AUDIT_KEY: secrets.auditKey,
    SIGNING_KEY: secrets.signingKey,
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${redisPort}`,
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
    API_REQUESTS_PER_MINUTE: REQUESTS_PER_MINUTE,
    AWS_REGION: 'us-east-1',
    // As the image has it.
    MALLOC_ARENA_MAX: '2',
  }
}

async function startConstants(
  texts: Readonly<Record<string, string>>,
  { directory, start }: { readonly directory: string; readonly start: Start },
): Promise<string> {
  const file = join(directory, 'constants.json')
  writeFileSync(file, JSON.stringify(texts))
  const port = String(await findFreePort())
  const service = start('constants', 'bench/origin/constant-server', { PORT: port, CONSTANTS_FILE: file })
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(service, `${url}/${Object.keys(texts)[0] ?? ''}`)
  return url
}
