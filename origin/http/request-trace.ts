import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Trace, continueTrace, parseTraceparent } from '../../shared/contracts/traceparent.ts'

const traces = new WeakMap<IncomingMessage, Trace>()

/** The step that a request is, of the trace that its `traceparent` names or of a new one; the same whenever it is asked for. */
export function traceOfRequest(request: IncomingMessage): Trace {
  const known = traces.get(request)
  if (known !== undefined) return known
  const trace = continueTrace(parseTraceparent(request.headers['traceparent']), randomUUID())
  traces.set(request, trace)
  return trace
}
