import { type TestOrigin, startTestOrigin } from './start-test-origin.ts'

/** A client as the seed's users wrote it, with a key of its own. */
export interface ClassicClient {
  readonly origin: TestOrigin
  readonly key: string
  /** Status and body, which is `undefined` where there is none. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<[number, unknown]>
}

export async function startClassicClient(): Promise<ClassicClient> {
  const origin = await startTestOrigin()
  const { json } = await origin.call('POST', '/admin/keys', { body: { name: 'client' } })
  const { key } = json as { key: string }
  const ask: ClassicClient['ask'] = async (method, path, body) => {
    const answer = await origin.call(method, path, body === undefined ? { key } : { key, body })
    return [answer.status, answer.json]
  }
  return { origin, key, ask }
}
