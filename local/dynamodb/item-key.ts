import { resourceNotFoundException, validationException } from './dynamodb-error.ts'
import type { DynaliteClient, JsonObject } from './dynalite-client.ts'
import type { TransactionAction } from './transaction-request.ts'

/** An item's place: its table, its key, and a text that equals another's only if both are the same item. */
export interface ItemKey {
  readonly tableName: string
  readonly key: JsonObject
  readonly identity: string
}

interface KeyAttribute {
  readonly name: string
  readonly type: string
}

export type TableKeys = ReadonlyMap<string, readonly KeyAttribute[]>

interface TableDescription {
  readonly KeySchema: readonly { readonly AttributeName: string }[]
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[]
}

/** Asks for the key attributes of every table that the actions touch. */
export async function readTableKeys(client: DynaliteClient, actions: readonly TransactionAction[]): Promise<TableKeys> {
  const names = [...new Set(actions.map((action) => action.tableName))]
  return new Map(await Promise.all(names.map(async (name) => [name, await readKeyAttributes(client, name)] as const)))
}

async function readKeyAttributes(client: DynaliteClient, tableName: string): Promise<readonly KeyAttribute[]> {
  const result = await client.call('DescribeTable', { TableName: tableName })
  if (result.kind === 'error') {
    throw result.type === 'ResourceNotFoundException'
      ? resourceNotFoundException()
      : validationException(result.message)
  }
  const { KeySchema, AttributeDefinitions } = result.body['Table'] as TableDescription
  const types = new Map(AttributeDefinitions.map((attribute) => [attribute.AttributeName, attribute.AttributeType]))
  return KeySchema.map(({ AttributeName: name }) => ({ name, type: types.get(name) ?? 'S' }))
}

/**
 * The key of the item that an action is about: a Put carries it inside its item, the others apart.
 * @throws DynamoDbError  ValidationException when the key has not exactly the table's attributes
 */
export function keyOfAction(action: TransactionAction, tables: TableKeys): ItemKey {
  const attributes = tables.get(action.tableName) ?? []
  const source = (action.parameters[action.kind === 'Put' ? 'Item' : 'Key'] ?? {}) as JsonObject
  const hasOthers = action.kind !== 'Put' && Object.keys(source).length !== attributes.length
  if (hasOthers || attributes.some(({ name }) => source[name] === undefined)) {
    throw validationException('One of the required keys was not given a value')
  }
  return keyOfItem(action.tableName, source, tables)
}

export function keyOfItem(tableName: string, item: JsonObject, tables: TableKeys): ItemKey {
  const names = (tables.get(tableName) ?? []).map(({ name }) => name)
  const key = Object.fromEntries(names.map((name) => [name, item[name]]))
  return { tableName, key, identity: JSON.stringify([tableName, ...names.map((name) => canonical(item[name]))]) }
}

export function hasKeyTypes({ tableName, key }: ItemKey, tables: TableKeys): boolean {
  return (tables.get(tableName) ?? []).every(({ name, type }) => Object.hasOwn(key[name] as object, type))
}

/** `1` and `1.0` are one number; numbers that differ beyond a double's precision are not told apart. */
function canonical(value: unknown): unknown {
  const number = (value as { readonly N?: string } | undefined)?.N
  return number === undefined ? value : { N: Number(number) }
}
