import { validationException } from './dynamodb-error.ts'
import type { JsonObject } from './dynalite-client.ts'

const KINDS = ['ConditionCheck', 'Put', 'Update', 'Delete'] as const
const MAX_ACTIONS = 100
const MAX_TOKEN_LENGTH = 36
const MAX_BYTES = 4 * 1024 * 1024

/** One action of a transaction; `parameters` are its own, as they came. */
export interface TransactionAction {
  readonly kind: (typeof KINDS)[number]
  readonly tableName: string
  readonly parameters: JsonObject
}

export interface TransactionRequest {
  readonly actions: readonly TransactionAction[]
  readonly clientRequestToken: string | undefined
}

/**
 * Reads a TransactWriteItems body as far as it can be judged without a table.
 * @throws DynamoDbError  ValidationException
 */
export function parseTransactionRequest(body: JsonObject): TransactionRequest {
  const items = body['TransactItems']
  if (!Array.isArray(items) || items.length === 0) throw violated('transactItems', 'greater than or equal to 1')
  if (items.length > MAX_ACTIONS) throw violated('transactItems', `less than or equal to ${MAX_ACTIONS}`)
  const bytes = Buffer.byteLength(JSON.stringify(items))
  if (bytes > MAX_BYTES) throw validationException('Transaction payload size cannot exceed 4MB')
  const token = body['ClientRequestToken']
  if (typeof token === 'string' && token.length > MAX_TOKEN_LENGTH) {
    throw violated('clientRequestToken', `less than or equal to ${MAX_TOKEN_LENGTH}`)
  }
  return {
    actions: items.map((item: JsonObject, index) => parseAction(item, index)),
    clientRequestToken: typeof token === 'string' ? token : undefined,
  }
}

function parseAction(item: JsonObject, index: number): TransactionAction {
  const [kind, another] = KINDS.filter((name) => item[name] !== undefined && item[name] !== null)
  if (kind === undefined) {
    throw validationException('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request')
  }
  if (another) throw validationException('TransactItems can only contain one of Check, Put, Update or Delete')
  const parameters = item[kind] as JsonObject
  if (kind === 'ConditionCheck' && typeof parameters['ConditionExpression'] !== 'string') {
    const path = `transactItems.${index + 1}.member.conditionCheck.conditionExpression`
    throw validationException(`Value null at '${path}' failed to satisfy constraint: Member must not be null`)
  }
  return { kind, parameters, tableName: String(parameters['TableName']) }
}

function violated(member: string, length: string): Error {
  const constraint = `Value at '${member}' failed to satisfy constraint: Member must have length ${length}`
  return validationException(`1 validation error detected: ${constraint}`)
}
