const DAY_MS = 86_400_000

/** @returns seconds since 1970, rounded down, for DynamoDB's time to live */
export function expiresAtSeconds(fromMs: number, days: number): number {
  return Math.floor((fromMs + days * DAY_MS) / 1_000)
}
