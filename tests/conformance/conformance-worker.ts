import { type ConformanceSuite, answerSuite } from '../../shared/conformance/suite.ts'

/** Answers suites that are posted to it, inside workerd. */
// oxlint-disable-next-line import/no-default-export -- what workerd looks for
export default {
  async fetch(request: Request): Promise<Response> {
    const suites = (await request.json()) as readonly ConformanceSuite[]
    return Response.json(suites.map(answerSuite))
  },
}
