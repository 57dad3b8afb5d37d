import { formatAccessKey } from '../../shared/contracts/access-key.ts'
import type { TestOrigin } from './start-test-origin.ts'

/** One key of every sort that there is, also those that must not work. */
export interface SortsOfKeys {
  readonly none: null
  readonly malformed: string
  readonly wrongChecksum: string
  readonly unknown: string
  readonly expired: string
  readonly revoked: string
  readonly adm: string
  readonly admOfOther: string
  readonly srv: string
  readonly cli: string
  readonly classic: string
  readonly master: undefined
}

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`

export async function makeKeys(origin: TestOrigin): Promise<SortsOfKeys> {
  const create = async (path: string, body: object): Promise<CreatedKey> => {
    const { status, json, text } = await origin.call('POST', path, { body })
    if (status !== 201) throw new Error(`${path} answered ${status}: ${text}`)
    return json as CreatedKey
  }
  await create('/api/v1/projects', { key: 'other', name: 'Other' })
  const adm = await create(`${PROJECT}/keys`, { name: 'adm' })
  const revoked = await create(`${PROJECT}/keys`, { name: 'revoked' })
  await origin.call('DELETE', `${PROJECT}/keys/${revoked.id}`)
  const expiresAt = new Date(origin.nowMs() + 1_000).toISOString()
  const expired = await create(`${PROJECT}/keys`, { name: 'expired', expiresAt })
  origin.passMs(1_000)
  return {
    none: null,
    malformed: 'not-a-key',
    wrongChecksum: `${adm.key.slice(0, -1)}${adm.key.endsWith('a') ? 'b' : 'a'}`,
    unknown: formatAccessKey('adm', adm.key.slice(7, 19), 'x'.repeat(32)),
    expired: expired.key,
    revoked: revoked.key,
    adm: adm.key,
    admOfOther: (await create('/api/v1/projects/other/keys', { name: 'other' })).key,
    srv: (await create(`${PRODUCTION}/keys`, { name: 'srv', kind: 'srv' })).key,
    cli: (await create(`${PRODUCTION}/keys`, { name: 'cli', kind: 'cli' })).key,
    classic: (await create('/admin/keys', { name: 'classic' })).key,
    master: undefined,
  }
}

interface CreatedKey {
  readonly id: string
  readonly key: string
}
