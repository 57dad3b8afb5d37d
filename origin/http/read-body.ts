import type { Request, Response } from 'express'
import type { Operation } from '../operations/operation.ts'
import { readJsonOrCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { runHandler } from './run-handler.ts'

/** Puts what was sent into `request.body`, as the operation takes it. */
export type ReadBody = (request: Request, response: Response, operation: Pick<Operation, 'csv'>) => Promise<void>

export function createBodyReader(): ReadBody {
  const json = readJson({ anyMediaType: false })
  const jsonOrCsv = readJsonOrCsv()
  return async (request, response, { csv }) => {
    if (!hasBody(request)) return
    for (const handler of csv === undefined ? json : jsonOrCsv) await runHandler(handler, request, response)
  }
}

/** By its head alone (RFC 9112, section 6): one of no bytes counts. */
function hasBody({ headers }: Request): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}
