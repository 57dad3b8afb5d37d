import type { OriginError } from '../errors/origin-error.ts'
import { TITLES_IN_PORTUGUESE } from '../errors/title-in-portuguese.ts'
import type { ErrorDialect } from './error-handler.ts'
import type { Language } from './language.ts'
import { timeOf } from './time-schema.ts'

/** RFC 9457. A 4xx says exactly what was expected, what came, and where; a 5xx says little. Only titles are translated. */
export const problemDialect: ErrorDialect = {
  mediaType: 'application/problem+json',
  statusOf: (error) => error.status,
  isTranslated: true,
  bodyOf: (error, { status, language }) => ({
    type: 'about:blank',
    title: titleOf(error, language),
    status,
    code: error.code,
    ...(status >= 500 ? {} : { detail: error.message }),
    ...factsOf(error),
  }),
}

function factsOf({ facts: { problems, currentVersion, lastChange } }: OriginError): object {
  return {
    ...(problems === undefined ? {} : { problems }),
    ...(currentVersion === undefined ? {} : { currentVersion }),
    ...(lastChange === undefined ? {} : { changedBy: lastChange.actor, changedAt: timeOf(lastChange.atMs) }),
  }
}

function titleOf(error: OriginError, language: Language): string {
  return language === 'en' ? error.title : TITLES_IN_PORTUGUESE[error.code]
}
