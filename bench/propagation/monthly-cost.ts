/** What a month of Redis costs: Upstash, pay as you go (https://upstash.com/pricing/redis, November 2026). */
export const PRICE = {
  dollarsPerCommand: 0.2 / 100_000,
  freeBytes: 200e9,
  dollarsPerByte: 0.03 / 1e9,
} as const

/** One in each of Cloudflare's cities would be 300; five isolates in each is a busy customer. */
export const FLEET = { locations: 300, isolatesPerLocation: 5 } as const

export const HOURS_PER_MONTH = 730

/** What one isolate, or all of them, ask of Redis in an hour. */
export interface HourlyUse {
  readonly commands: number
  /** Of the answers: what comes in costs nothing. */
  readonly bytes: number
}

/** The fleet, each of its isolates at the same use for the whole month. */
export function monthlyDollars({ commands, bytes }: HourlyUse): number {
  const isolateHours = FLEET.locations * FLEET.isolatesPerLocation * HOURS_PER_MONTH
  const billedBytes = Math.max(0, bytes * isolateHours - PRICE.freeBytes)
  return commands * isolateHours * PRICE.dollarsPerCommand + billedBytes * PRICE.dollarsPerByte
}

/** An isolate that is at one use for some of the hours of a day and at another for the others. */
export function mixedUse(often: HourlyUse, seldom: HourlyUse, seldomHoursPerDay: number): HourlyUse {
  const share = seldomHoursPerDay / 24
  return {
    commands: often.commands * (1 - share) + seldom.commands * share,
    bytes: often.bytes * (1 - share) + seldom.bytes * share,
  }
}
