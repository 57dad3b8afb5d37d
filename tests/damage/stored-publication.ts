/** What an origin wrote to Redis for one environment, as texts. */
export interface StoredPublication {
  /** Under which the body lies. */
  readonly version: number
  readonly head: string
  readonly access: string
  readonly body: string
}

/** The same after something happened to it: `undefined` where nothing lies any more. */
export type DamagedParts = Partial<Record<'head' | 'access' | 'body', string | undefined>>
