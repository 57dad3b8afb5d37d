import { describe, expect, it } from 'vitest'
import { classifyFailure } from './classify-failure.ts'

function failure(name: string, httpStatusCode?: number, code?: string): Error {
  const metadata = httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }
  return Object.assign(new Error('quotes the input'), { name, ...metadata, ...(code === undefined ? {} : { code }) })
}

describe('the kinds of failure', () => {
  it.each([
    ['busy', failure('ThrottlingException', 400)],
    ['busy', failure('ProvisionedThroughputExceededException', 400)],
    ['busy', failure('TransactionInProgressException', 400)],
    ['busy', failure('Whatever', 500)],
    ['busy', failure('Whatever', 429)],
    ['busy', failure('TimeoutError')],
    ['busy', failure('Error', undefined, 'ECONNREFUSED')],
    ['refused', failure('ValidationException', 400)],
    ['refused', failure('SerializationException', 400)],
    ['unavailable', failure('ExpiredTokenException', 400)],
    ['unavailable', failure('AccessDeniedException', 400)],
    ['unavailable', failure('ResourceNotFoundException', 400)],
    ['unavailable', failure('CredentialsProviderError')],
  ])('calls it %s: %s', (kind, error) => {
    expect(classifyFailure(error).kind).toBe(kind)
  })
})
