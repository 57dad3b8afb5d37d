import { nameOfError } from '../../shared/contracts/aws-failure.ts'

/**
 * Why a store did not do what it was asked.
 * `busy`: worth asking again soon (throttled, in conflict, timed out, unreachable); the outcome may be unknown.
 * `refused`: the store will never take this input.
 * `unavailable`: asking again does not help before a person acts (credentials, permissions, a missing table).
 */
export interface StorageFailure {
  readonly kind: 'busy' | 'refused' | 'unavailable'
  /** The error's name; never its message, which may quote the input. */
  readonly cause: string
}

const REFUSED: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException'])

const BUSY: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ReplicatedWriteConflictException',
  'ServiceUnavailable',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
])

/** Sorts what an AWS client threw. What has no HTTP answer at all was never refused: the network lost it. */
export function classifyFailure(error: unknown): StorageFailure {
  const cause = nameOfError(error)
  if (REFUSED.has(cause)) return { kind: 'refused', cause }
  const status = httpStatusOf(error)
  if (BUSY.has(cause) || status === 429 || (status !== undefined && status >= 500)) return { kind: 'busy', cause }
  const neverAnswered = status === undefined && cause !== 'CredentialsProviderError'
  return { kind: neverAnswered ? 'busy' : 'unavailable', cause }
}

function httpStatusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}
