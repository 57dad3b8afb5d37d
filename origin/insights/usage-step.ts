/** How wide a bucket of usage is; buckets start at whole UTC minutes, hours and days. */
export const USAGE_STEPS = ['minute', 'hour', 'day'] as const
export type UsageStep = (typeof USAGE_STEPS)[number]

const STEP_MS: Readonly<Record<UsageStep, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

export function isUsageStep(value: unknown): value is UsageStep {
  return USAGE_STEPS.some((step) => step === value)
}

/** The start of the bucket that the time lies in. A UTC day has no leap second in these milliseconds. */
export function startOfStep(atMs: number, step: UsageStep): number {
  return atMs - (atMs % STEP_MS[step])
}
