import { describe, expect, it } from 'vitest'
import { describeAwsFailure, nameOfError } from './aws-failure.ts'

function failure(name: string, code?: string): Error {
  return Object.assign(new Error('quotes a credential'), { name, ...(code === undefined ? {} : { code }) })
}

describe('a failed call to AWS', () => {
  it.each([
    ['ExpiredTokenException', 'AWS credentials expired (ExpiredTokenException)'],
    ['ExpiredToken', 'AWS credentials expired (ExpiredToken)'],
    ['UnrecognizedClientException', 'AWS credentials invalid (UnrecognizedClientException)'],
    ['CredentialsProviderError', 'AWS credentials missing (CredentialsProviderError)'],
    ['AccessDeniedException', 'AWS credentials may not use DynamoDB (AccessDeniedException)'],
    ['ResourceNotFoundException', 'not found in DynamoDB (ResourceNotFoundException): npm run provision creates it'],
    ['TimeoutError', 'DynamoDB does not answer (TimeoutError)'],
  ])('says what a person has to know, and no more: %s', (name, said) => {
    expect(describeAwsFailure('DynamoDB', failure(name))).toBe(said)
  })

  it('is named without its message', () => {
    expect(nameOfError(failure('Error', 'ECONNREFUSED'))).toBe('ECONNREFUSED')
    expect(nameOfError(failure('TimeoutError'))).toBe('TimeoutError')
    expect(nameOfError('a text')).toBe('unknown')
  })
})
