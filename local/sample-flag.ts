import { ENVIRONMENT, PROJECT, callApi } from './stack/first-keys.ts'
import type { Stack } from './stack/start-stack.ts'

export const SAMPLE_FLAG = 'welcome'

/** Gives a person who has just started something that answers true; does nothing when there are flags already. */
export async function createSampleFlag({ origin, masterKey }: Stack): Promise<void> {
  const project = `${origin}/api/v1/projects/${PROJECT}`
  const { items } = (await callApi('GET', `${project}/flags?limit=1`, masterKey)) as { items: unknown[] }
  if (items.length > 0) return
  await callApi('POST', `${project}/flags`, masterKey, {
    key: SAMPLE_FLAG,
    type: 'boolean',
    description: 'Greets whoever has just started ToggleMaster.',
    clientVisible: true,
  })
  const configuration = `${project}/environments/${ENVIRONMENT}/flags/${SAMPLE_FLAG}`
  await callApi('PATCH', configuration, masterKey, { enabled: true })
}
