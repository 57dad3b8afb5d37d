import * as z from 'zod/mini'
import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { type Environment, withoutEmpty } from '../../shared/contracts/settings.ts'
import { type CloudConfig, cloudConfigOf, cloudSettings } from '../cloud/cloud-settings.ts'

const settingsSchema = z.object(cloudSettings)

/** What creating queues and tables needs to know: less than the worker itself. */
export function readProvisionConfig(environment: Environment): ParseResult<CloudConfig> {
  const result = parseWith(settingsSchema as z.ZodMiniType<z.infer<typeof settingsSchema>>, withoutEmpty(environment))
  return result.ok ? parsed(cloudConfigOf(result.value)) : result
}
