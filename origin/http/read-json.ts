import express, { type Request, type RequestHandler } from 'express'
import { parseJson } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { OriginError } from '../errors/origin-error.ts'

export interface JsonReading {
  /** The seed read JSON whatever the caller called it. */
  readonly anyMediaType: boolean
  /** `LIMITS.managementBodyBytes` unless said otherwise. */
  readonly limitBytes?: number
}

/**
 * Puts the parsed body, or `undefined` where there is none, into `request.body`. In this order: media type, length,
 * nesting, syntax; a refusal costs no more than the step it comes from.
 */
export function readJson({
  anyMediaType,
  limitBytes = LIMITS.managementBodyBytes,
}: JsonReading): readonly RequestHandler[] {
  // Compressed bodies are refused: the limit is then one of bytes that arrive, and nothing can unfold.
  const readBytes = express.raw({ type: () => true, limit: limitBytes, inflate: false })
  return anyMediaType ? [readBytes, parseBody] : [requireJson, readBytes, parseBody]
}

const requireJson: RequestHandler = (request, _response, next) => {
  const isEmpty = request.get('Content-Length') === '0'
  if (!isEmpty && request.is('application/json') === false) {
    throw new OriginError('unsupported_media_type', 'expected Content-Type: application/json')
  }
  next()
}

/** A middleware of its own: what is thrown in the callback of another one would reach nobody. */
const parseBody: RequestHandler = (request, _response, next) => {
  const bytes: unknown = request.body
  request.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? jsonOf(bytes) : undefined
  next()
}

function jsonOf(bytes: Buffer): unknown {
  const json = parseJson(textOf(bytes))
  if (!json.ok) throw new OriginError('malformed_json', describeProblems(json.problems))
  return json.value
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new OriginError('malformed_json', 'expected UTF-8')
  }
}

/** The body of a request that must have one. */
export function bodyOf(request: Request): unknown {
  const body: unknown = request.body
  if (body === undefined) throw new OriginError('body_required', 'expected a JSON body')
  return body
}
