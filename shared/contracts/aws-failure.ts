const INVALID_CREDENTIALS: ReadonlySet<string> = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

const MISSING: ReadonlySet<string> = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
])

/** What a person has to know about a failed call: what is wrong and with what, never a credential or a message. */
export function describeAwsFailure(service: string, error: unknown): string {
  const cause = nameOfError(error)
  if (cause.startsWith('ExpiredToken')) return `AWS credentials expired (${cause})`
  if (cause === 'CredentialsProviderError') return `AWS credentials missing (${cause})`
  if (INVALID_CREDENTIALS.has(cause)) return `AWS credentials invalid (${cause})`
  if (cause.startsWith('AccessDenied')) return `AWS credentials may not use ${service} (${cause})`
  if (MISSING.has(cause)) return `not found in ${service} (${cause}): npm run provision creates it`
  return `${service} does not answer (${cause})`
}

/** What may be logged of an error: a system code such as ECONNREFUSED, else its class. */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
