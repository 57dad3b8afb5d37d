import type { JsonObject } from '../../../../shared/contracts/json.ts'

/** What every question of the playground says. */
export interface Asked {
  readonly context: JsonObject
  readonly at?: string
}

/** Letters that are still being typed are not asked about. */
export const TYPING_MS = 250
