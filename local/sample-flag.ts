import { ApiRefusal, ENVIRONMENT, PROJECT, callApi } from './stack/first-keys.ts'
import type { Stack } from './stack/start-stack.ts'

export const SAMPLE_FLAG = 'welcome'

/** The part of the stack that is asked. */
export type SampleFlagPlace = Pick<Stack, 'origin' | 'masterKey'>

/** Gives a person who has just started something that answers true; does nothing when there are flags already. */
export async function createSampleFlag({ origin, masterKey }: SampleFlagPlace): Promise<void> {
  const project = `${origin}/api/v1/projects/${PROJECT}`
  const { items } = (await callApi('GET', `${project}/flags?limit=1`, masterKey)) as { items: unknown[] }
  if (items.length > 0) return
  await callApi('POST', `${project}/flags`, masterKey, {
    key: SAMPLE_FLAG,
    type: 'boolean',
    description: 'Greets whoever has just started ToggleMaster.',
    clientVisible: true,
  })
  await callApi('PATCH', configurationUrl(origin), masterKey, { enabled: true })
}

interface SampleFlag {
  readonly variants: readonly { readonly name: string; readonly value: unknown }[]
}

interface SampleConfiguration {
  readonly enabled: boolean
  readonly rules: readonly unknown[]
  readonly defaultServe: { readonly variant?: string }
}

/**
 * Whether the sample flag answers true to everybody, read from what it is told to do: asking an edge would be counted as
 * a decision. A flag that a person has given rules, disabled or deleted is theirs, and no longer a sample.
 */
export async function isSampleFlagTrue({ origin, masterKey }: SampleFlagPlace): Promise<boolean> {
  try {
    const flagUrl = `${origin}/api/v1/projects/${PROJECT}/flags/${SAMPLE_FLAG}`
    const { variants } = (await callApi('GET', flagUrl, masterKey)) as SampleFlag
    const configuration = (await callApi('GET', configurationUrl(origin), masterKey)) as SampleConfiguration
    const { enabled, rules, defaultServe } = configuration
    const served = variants.find(({ name }) => name === defaultServe.variant)
    return enabled && rules.length === 0 && served?.value === true
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return false
    throw error
  }
}

function configurationUrl(origin: string): string {
  return `${origin}/api/v1/projects/${PROJECT}/environments/${ENVIRONMENT}/flags/${SAMPLE_FLAG}`
}
