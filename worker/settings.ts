import * as z from 'zod/mini'

/** The process's environment, or what stands for it in a test. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that is set to nothing, as compose files and `.env` files do, is not set. */
export function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

export function nameSetting(pattern: RegExp, expectation: string): z.ZodMiniType<string> {
  return z.string().check(z.regex(pattern, expectation))
}

/** A whole number in [minimum, maximum], written in digits. */
export function wholeNumberSetting(minimum: number, maximum: number) {
  const digits = z.string().check(z.regex(/^\d{1,9}$/, `expected a whole number from ${minimum} to ${maximum}`))
  return z.pipe(digits, z.pipe(z.transform(Number), z.int().check(z.gte(minimum), z.lte(maximum))))
}

export const urlSetting: z.ZodMiniType<string> = z
  .string()
  .check(z.refine((text) => URL.canParse(text) && /^https?:/.test(text), 'expected a URL of http or https'))
