import type { AccessRefusal, Authenticate, Caller } from '../access/authenticate.ts'
import type { Lifetime } from '../runtime.ts'
import type { Reporter } from './reporter.ts'

/** Lets the reporter know of everybody who is let in, since that is who is served. */
export function reportCallers(authenticate: Authenticate, reporter: Reporter): Authenticate {
  const note = (answer: Caller | AccessRefusal, request: Request, lifetime: Lifetime): Caller | AccessRefusal => {
    if (typeof answer !== 'string') reporter.noteServed(answer, request, lifetime)
    return answer
  }
  return (request, lifetime) => {
    const answer = authenticate(request, lifetime)
    return answer instanceof Promise
      ? answer.then((settled) => note(settled, request, lifetime))
      : note(answer, request, lifetime)
  }
}
