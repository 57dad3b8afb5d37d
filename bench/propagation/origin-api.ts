import { ENVIRONMENT, FLAG, PROJECT } from './seed-database.ts'
import { callApi } from '../../local/stack/first-keys.ts'

/** The control plane, as a console calls it. */
export interface OriginApi {
  readonly environmentId: string
  /** Of a new key for applications. */
  readonly serverKey: string
  /** Serves one variant or the other. */
  toggle(isOn: boolean): Promise<Toggled>
  /** As whoever opens a flag for editing does. */
  raiseAttention(): Promise<void>
}

export interface Toggled {
  /** When the origin began the commit, by its clock, which is this machine's. */
  readonly committedAtMs: number
  readonly returnedAtMs: number
}

/** @param url  of an origin whose database was seeded */
export async function openOriginApi(url: string, masterKey: string): Promise<OriginApi> {
  const environment = `${url}/api/v1/projects/${PROJECT}/environments/${ENVIRONMENT}`
  const { id } = (await callApi('GET', environment, masterKey)) as { id: string }
  const order = { name: 'benchmark', kind: 'srv' }
  const { key } = (await callApi('POST', `${environment}/keys`, masterKey, order)) as { key: string }
  return {
    environmentId: id,
    serverKey: key,
    toggle: async (isOn) => {
      const change = { defaultServe: { variant: isOn ? 'on' : 'off' } }
      const view = (await callApi('PATCH', `${environment}/flags/${FLAG}`, masterKey, change)) as { updatedAt: string }
      return { committedAtMs: Date.parse(view.updatedAt), returnedAtMs: Date.now() }
    },
    raiseAttention: async () => void (await callApi('POST', `${environment}/attention`, masterKey, {})),
  }
}
