import { type Problem, describeProblems } from '../../shared/contracts/parse-result.ts'
import { OriginError } from '../errors/origin-error.ts'

export function invalidQuery(parameter: string, detail: string): OriginError {
  return refusedQuery([{ path: [parameter], message: detail }])
}

export function refusedQuery(problems: readonly Problem[]): OriginError {
  return new OriginError('invalid_query', describeProblems(problems), {
    problems: problems.map(({ path, message }) => ({ parameter: String(path[0] ?? ''), detail: message })),
  })
}
