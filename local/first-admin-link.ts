import { callApi } from './stack/first-keys.ts'
import type { Stack } from './stack/start-stack.ts'

/** A link by which a person makes the first account; `undefined` where somebody has one. */
export async function firstAdminLink({ origin, masterKey }: Stack): Promise<string | undefined> {
  const { items } = (await callApi('GET', `${origin}/api/v1/people?limit=1`, masterKey)) as { items: unknown[] }
  if (items.length > 0) return undefined
  const { path } = (await callApi('POST', `${origin}/api/v1/invitations`, masterKey)) as { path: string }
  return origin + path
}
