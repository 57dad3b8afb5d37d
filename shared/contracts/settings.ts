import * as z from 'zod/mini'

/** The process's environment, or what stands for it in a test. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that is set to nothing, as compose files and `.env` files do, is not set. */
export function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined))
}

export function nameSetting(pattern: RegExp, expectation: string): z.ZodMiniType<string> {
  return z.string().check(z.regex(pattern, expectation))
}

/** A whole number in [minimum, maximum], written in digits. */
export function wholeNumberSetting(minimum: number, maximum: number) {
  const isInRange = (text: string): boolean =>
    /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum
  const digits = z.string().check(z.refine(isInRange, `expected a whole number from ${minimum} to ${maximum}`))
  return z.pipe(digits, z.transform(Number))
}

export const urlSetting: z.ZodMiniType<string> = z
  .string()
  .check(z.refine((text) => URL.canParse(text) && /^https?:/i.test(text), 'expected a URL of http or https'))

export const awsRegionSetting = nameSetting(/^[a-z0-9-]{1,32}$/, 'expected a region such as sa-east-1')

export const tableNameSetting = nameSetting(
  /^[\w.-]{3,255}$/,
  'expected a DynamoDB table name (3 to 255 of A-Z a-z 0-9 _ . -)',
)

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const logLevelSetting = z.enum(LOG_LEVELS)
