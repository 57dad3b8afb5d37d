import * as z from 'zod/mini'
import { type ParseResult, parsed } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import { type Environment, urlSetting, wholeNumberSetting, withoutEmpty } from '../shared/contracts/settings.ts'

/** Which deployment is looked at, and how long. */
export interface VerifyConfig {
  readonly originUrl: string
  readonly edgeUrl: string
  /** Of an admin of the project, or the master key. */
  readonly managementKey: string
  readonly project: string
  readonly environment: string
  readonly toggles: number
}

const DEFAULT_PROJECT = 'default'
/** Enough for a median, in half a minute. */
const DEFAULT_TOGGLES = 20
const MAX_TOGGLES = 1_000

const settingsSchema = z.object({
  VERIFY_ORIGIN_URL: urlSetting,
  VERIFY_EDGE_URL: urlSetting,
  VERIFY_KEY: z.string(),
  VERIFY_PROJECT: z._default(z.string(), DEFAULT_PROJECT),
  VERIFY_ENVIRONMENT: z.string(),
  VERIFY_TOGGLES: z._default(wholeNumberSetting(1, MAX_TOGGLES), DEFAULT_TOGGLES),
})

export function readVerifyConfig(environment: Environment): ParseResult<VerifyConfig> {
  const result = parseWith<z.infer<typeof settingsSchema>>(settingsSchema, withoutEmpty(environment))
  if (!result.ok) return result
  const settings = result.value
  return parsed({
    originUrl: settings.VERIFY_ORIGIN_URL.replace(/\/+$/, ''),
    edgeUrl: settings.VERIFY_EDGE_URL.replace(/\/+$/, ''),
    managementKey: settings.VERIFY_KEY,
    project: settings.VERIFY_PROJECT,
    environment: settings.VERIFY_ENVIRONMENT,
    toggles: settings.VERIFY_TOGGLES,
  })
}
