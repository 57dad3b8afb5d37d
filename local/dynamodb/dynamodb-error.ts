const VERSIONED = 'com.amazonaws.dynamodb.v20120810#'
const VALIDATION = 'com.amazon.coral.validate#'

/** Why one action of a cancelled transaction stands in its way, or that it does not. */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError'
  readonly Message?: string
  readonly Item?: unknown
}

/** An error as the API answers it: status 400 and a body that names it. */
export class DynamoDbError extends Error {
  readonly body: Readonly<Record<string, unknown>>

  constructor(type: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'DynamoDbError'
    this.body = { __type: type, ...details }
  }
}

export function validationException(message: string): DynamoDbError {
  return new DynamoDbError(`${VALIDATION}ValidationException`, message, { message })
}

export function resourceNotFoundException(): DynamoDbError {
  const message = 'Requested resource not found'
  return new DynamoDbError(`${VERSIONED}ResourceNotFoundException`, message, { message })
}

export function idempotentParameterMismatchException(): DynamoDbError {
  const message = 'The request uses the same client token as an earlier one, and other parameters'
  return new DynamoDbError(`${VERSIONED}IdempotentParameterMismatchException`, message, { Message: message })
}

/** Its members are written with capitals, `Message` too: so the API does it. */
export function transactionCanceledException(reasons: readonly CancellationReason[]): DynamoDbError {
  const codes = reasons.map((reason) => reason.Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  return new DynamoDbError(`${VERSIONED}TransactionCanceledException`, message, {
    Message: message,
    CancellationReasons: reasons,
  })
}
