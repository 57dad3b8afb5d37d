import type { ErrorDialect } from './error-handler.ts'

/** RFC 9457. A 4xx says exactly what was expected, what came, and where; a 5xx says little. */
export const problemDialect: ErrorDialect = {
  mediaType: 'application/problem+json',
  statusOf: (error) => error.status,
  bodyOf: (error, status) => ({
    type: 'about:blank',
    title: error.title,
    status,
    code: error.code,
    ...(status >= 500 ? {} : { detail: error.message }),
    ...(error.facts.problems === undefined ? {} : { problems: error.facts.problems }),
    ...(error.facts.currentVersion === undefined ? {} : { currentVersion: error.facts.currentVersion }),
  }),
}
