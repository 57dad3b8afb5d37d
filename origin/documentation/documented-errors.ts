import type { ErrorCode } from '../errors/origin-error.ts'
import type { Operation } from '../operations/operation.ts'

/** What an operation may refuse with: by what it takes, and by its own word. */
export function errorsOf({
  path,
  body,
  isBodyOptional,
  ifMatch,
  errors,
  method,
  needs,
  status,
}: Operation): readonly ErrorCode[] {
  const codes: ErrorCode[] = [
    'unauthenticated',
    'forbidden',
    'too_many_attempts',
    'too_many_requests',
    'malformed_path',
    'invalid_query',
  ]
  if (path.includes('{project}')) codes.push('project_not_found')
  if (path.includes('{environment}')) codes.push('environment_not_found')
  if (body !== undefined) {
    codes.push('malformed_json', 'request_aborted', 'body_too_large', 'unsupported_media_type', 'invalid_input')
    if (!isBodyOptional) codes.push('body_required')
  }
  if (ifMatch !== undefined) codes.push('version_mismatch')
  if (ifMatch === 'required') codes.push('if_match_required')
  if (status === 201) codes.push('invalid_header', 'idempotency_key_reused', 'idempotency_answer_lost')
  if (method !== 'get') codes.push('storage_full', 'cross_site_request')
  if (needs === 'anyone') codes.push('tls_required')
  return [...codes, 'database_unavailable', 'internal', ...(errors ?? [])]
}
