import express, { type Request, type RequestHandler } from 'express'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { readJson } from './read-json.ts'

/** A body that was sent as `text/csv`, and what its media type says of its first line (RFC 4180, section 3). */
export class CsvBody {
  readonly text: string
  readonly header: 'present' | 'absent' | undefined

  constructor(text: string, header: CsvBody['header']) {
    this.text = text
    this.header = header
  }
}

const CSV = 'text/csv'

/** Puts a `CsvBody` into `request.body` where that was sent, else what `readJson` does. */
export function readJsonOrCsv(): readonly RequestHandler[] {
  const readBytes = express.raw({ type: CSV, limit: LIMITS.csvBodyBytes, inflate: false })
  return [readBytes, parseCsvBody, ...readJson({ anyMediaType: false }).map(unlessCsv)]
}

const parseCsvBody: RequestHandler = (request, _response, next) => {
  const bytes: unknown = request.body
  if (Buffer.isBuffer(bytes)) request.body = new CsvBody(textOf(bytes), headerOf(request))
  next()
}

function unlessCsv(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (request.body instanceof CsvBody ? next() : handler(request, response, next))
}

/** Without the byte order mark that spreadsheets put before it. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalidInput([{ path: [], message: 'expected UTF-8' }])
  }
}

function headerOf(request: Request): CsvBody['header'] {
  const [, header] = /;\s*header\s*=\s*"?(present|absent)"?/i.exec(request.get('Content-Type') ?? '') ?? []
  return header === undefined ? undefined : header.toLowerCase() === 'present' ? 'present' : 'absent'
}
