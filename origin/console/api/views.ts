import type * as z from 'zod/mini'
import type { callerViewSchema } from '../../people/caller-view.ts'
import type { environmentViewSchema } from '../../projects/environment-view.ts'
import type { flagViewSchema } from '../../flags/flag-view.ts'
import type { listedFlagSchema } from '../../flags/listed-flag.ts'
import type { configurationViewSchema } from '../../targeting/configuration-view.ts'
import type { ShownUsage } from '../../insights/usage-view.ts'
import type { personViewSchema } from '../../people/person-view.ts'

/** What the API answers, as the origin's own schemas say it; types alone, so that no code of the server is loaded. */
export type Caller = z.infer<typeof callerViewSchema>
export type Person = z.infer<typeof personViewSchema>
export type EnvironmentView = z.infer<typeof environmentViewSchema>
export type FlagView = z.infer<typeof flagViewSchema>
export type ListedFlag = z.infer<typeof listedFlagSchema>
export type ConfigurationView = z.infer<typeof configurationViewSchema>
export type UsageView = ShownUsage

export interface Items<T> {
  readonly items: readonly T[]
}

export interface Page<T> extends Items<T> {
  readonly nextCursor?: string | null
}
