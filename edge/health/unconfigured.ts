import { type Problem, describeProblem } from '../../shared/contracts/parse-result.ts'
import { answerJson } from '../evaluation/answer.ts'
import { rawPathOf } from '../evaluation/raw-path.ts'

/** The Worker while its bindings are wrong: it lives, says what is wrong where operators look, and serves nobody. */
export function createUnconfiguredEdge(problems: readonly Problem[]): (request: Request) => Response {
  const errorDetails = 'this edge is not configured: /readyz says what is missing'
  return (request) => {
    switch (rawPathOf(request.url)) {
      case '/livez':
        return answerJson(200, { status: 'ok' })
      case '/readyz': {
        const configuration = { status: 'down', problems: problems.map(describeProblem) }
        return answerJson(503, { status: 'unavailable', checks: { configuration } })
      }
      default:
        return answerJson(503, { error: errorDetails, errorCode: 'PROVIDER_NOT_READY', errorDetails })
    }
  }
}
