import { databaseFaultOf } from '../db/database-fault.ts'
import { OriginError } from '../errors/origin-error.ts'

/** Gives whatever was thrown its place in the table: by us, by the database, by Express, or by a mistake of ours. */
export function recogniseError(thrown: unknown): OriginError {
  if (thrown instanceof OriginError) return thrown
  const fault = databaseFaultOf(thrown)
  if (fault === 'full') return new OriginError('storage_full', 'the disk is full', { cause: thrown })
  if (fault === 'unavailable') return new OriginError('database_unavailable', 'the database failed', { cause: thrown })
  return errorOfExpress(thrown) ?? new OriginError('internal', 'an unexpected error', { cause: thrown })
}

/** What Express and its body parser throw carries a status, and the body parser's a type. */
function errorOfExpress(thrown: unknown): OriginError | undefined {
  if (!(thrown instanceof Error) || !('status' in thrown)) return undefined
  if (thrown instanceof URIError) {
    return new OriginError('malformed_path', 'expected percent-encoded UTF-8 in the path')
  }
  const type = 'type' in thrown ? thrown.type : undefined
  if (type === 'entity.too.large') return new OriginError('body_too_large', 'the body is over the limit')
  if (type === 'encoding.unsupported') {
    return new OriginError('unsupported_media_type', 'expected a body without Content-Encoding')
  }
  if (thrown.status === 400) return new OriginError('request_aborted', 'the body did not arrive as announced')
  return undefined
}
