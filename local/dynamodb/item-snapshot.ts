import { validationException } from './dynamodb-error.ts'
import type { DynaliteClient, JsonObject } from './dynalite-client.ts'
import { keyOfItem, type ItemKey, type TableKeys } from './item-key.ts'

/** The items as they were; a key that is missing here had no item. */
export type ItemSnapshot = ReadonlyMap<string, JsonObject>

interface BatchKeys {
  readonly Keys: readonly JsonObject[]
  readonly ConsistentRead: true
}

type BatchRequest = Readonly<Record<string, BatchKeys>>

export async function takeSnapshot(
  client: DynaliteClient,
  keys: readonly ItemKey[],
  tables: TableKeys,
): Promise<ItemSnapshot> {
  const snapshot = new Map<string, JsonObject>()
  let pending = toBatchRequest(keys)
  while (Object.keys(pending).length > 0) {
    const result = await client.call('BatchGetItem', { RequestItems: pending })
    if (result.kind === 'error') throw validationException(result.message)
    const found = result.body['Responses'] as Readonly<Record<string, readonly JsonObject[]>>
    for (const [tableName, items] of Object.entries(found)) {
      for (const item of items) snapshot.set(keyOfItem(tableName, item, tables).identity, item)
    }
    pending = (result.body['UnprocessedKeys'] ?? {}) as BatchRequest
  }
  return snapshot
}

/** Puts items back as the snapshot has them, indexes included. */
export async function restoreItems(
  client: DynaliteClient,
  keys: readonly ItemKey[],
  snapshot: ItemSnapshot,
): Promise<void> {
  await Promise.all(
    keys.map(({ tableName, key, identity }) => {
      const item = snapshot.get(identity)
      return item
        ? client.call('PutItem', { TableName: tableName, Item: item })
        : client.call('DeleteItem', { TableName: tableName, Key: key })
    }),
  )
}

function toBatchRequest(keys: readonly ItemKey[]): BatchRequest {
  const tableNames = new Set(keys.map((key) => key.tableName))
  return Object.fromEntries(
    [...tableNames].map((tableName) => {
      const own = keys.filter((key) => key.tableName === tableName)
      return [tableName, { Keys: own.map(({ key }) => key), ConsistentRead: true }]
    }),
  )
}
