import { ApiError, UNREACHABLE } from '../api/api-error.ts'
import { m } from '../i18n/compiled/messages.js'

export interface DescribedError {
  readonly title: string
  readonly details: readonly string[]
}

/** What a person is told of a call that failed: the translated title, then exactly what was wrong. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof ApiError)) return { title: m.shell_failed(), details: [] }
  const { code, title, detail, problems = [] } = error.problem
  if (code === UNREACHABLE) return { title: m.blocks_unreachable(), details: [m.blocks_unreachable_hint()] }
  if (problems.length === 0) return { title, details: detail === undefined ? [] : [detail] }
  return {
    title,
    details: problems.map((problem) => {
      const place = 'pointer' in problem ? problem.pointer.slice(1) : problem.parameter
      return place === '' ? problem.detail : m.blocks_error_at({ place, detail: problem.detail })
    }),
  }
}
