import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keys of the default project, made once through the API as a person would, and kept, since they are shown only once. */
export interface FirstKeys {
  readonly admin: string
  readonly server: string
  readonly client: string
}

export const PROJECT = 'default'
export const ENVIRONMENT = 'production'

const OWNER_ONLY = 0o600

export async function loadFirstKeys(dataDirectory: string, origin: string, masterKey: string): Promise<FirstKeys> {
  const file = join(dataDirectory, 'keys.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as FirstKeys
  const project = `${origin}/api/v1/projects/${PROJECT}`
  const create = (path: string, body: object): Promise<string> => createKey(`${project}${path}`, masterKey, body)
  const keys = {
    admin: await create('/keys', { name: 'local admin' }),
    server: await create(`/environments/${ENVIRONMENT}/keys`, { name: 'local server', kind: 'srv' }),
    client: await create(`/environments/${ENVIRONMENT}/keys`, { name: 'local client', kind: 'cli' }),
  }
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: OWNER_ONLY })
  return keys
}

/** Whether an edge lets a key in: it looks at the key before it misses a context, and counts nothing without one. */
export async function isKeyAccepted(edge: string, key: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` }
  const { status } = await fetch(`${edge}/ofrep/v1/evaluate/flags`, { method: 'POST', headers })
  return status === 400
}

async function createKey(url: string, masterKey: string, body: object): Promise<string> {
  const { key } = (await callApi('POST', url, masterKey, body)) as { key: string }
  return key
}

/** What the origin said when it did not do something. */
export class ApiRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** @throws ApiRefusal */
export async function callApi(method: string, url: string, key: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'if-match': '*' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new ApiRefusal(response.status, `${method} ${url} answered ${response.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
