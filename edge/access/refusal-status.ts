import type { AccessRefusal } from './authenticate.ts'
import { LIMIT_PERIOD_SECONDS } from './rate-limiter.ts'

export const REFUSAL_STATUS: Readonly<Record<AccessRefusal, number>> = {
  no_key: 401,
  bad_key: 401,
  forbidden: 403,
  too_many: 429,
  not_ready: 503,
}

/** What an HTTP client needs besides the status. `Retry-After` is in whole seconds: a date is misread by OFREP's clients. */
export const REFUSAL_HEADERS: Readonly<Record<AccessRefusal, Readonly<Record<string, string>>>> = {
  no_key: { 'www-authenticate': 'Bearer' },
  bad_key: { 'www-authenticate': 'Bearer' },
  forbidden: {},
  too_many: { 'retry-after': String(LIMIT_PERIOD_SECONDS) },
  not_ready: { 'retry-after': '1' },
}
