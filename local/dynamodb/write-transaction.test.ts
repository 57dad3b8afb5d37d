import { describe, expect, it } from 'vitest'
import type { DynaliteClient, JsonObject } from './dynalite-client.ts'
import { writeTransaction } from './write-transaction.ts'

const TABLE = {
  KeySchema: [{ AttributeName: 'pk' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
}
const put = (pk: string, parameters: JsonObject = {}) => ({
  kind: 'Put' as const,
  tableName: 'Any',
  parameters: { TableName: 'Any', Item: { pk: { S: pk } }, ...parameters },
})
const MARKER = put('marker', { ConditionExpression: 'attribute_not_exists(pk)' })

const keyOf = (item: unknown) => (item as { readonly pk: { readonly S: string } }).pk.S

/** A table with items that are there or not; one of them is written, and the connection ends before the answer. */
function tableThatLoses(lost: string) {
  const items = new Set<string>()
  const client: DynaliteClient = {
    call: async (operation, { Item, Key }) => {
      if (operation === 'PutItem') items.add(keyOf(Item))
      if (operation === 'PutItem' && keyOf(Item) === lost) throw new Error('socket hang up')
      if (operation === 'DeleteItem') items.delete(keyOf(Key))
      return { kind: 'done', body: operation === 'DescribeTable' ? { Table: TABLE } : { Responses: {} } }
    },
  }
  return { client, items }
}

describe('a transaction whose call ends without an answer', () => {
  it.each(['marker', 'first', 'second'])('leaves nothing behind, whichever it was (%s)', async (lost) => {
    const { client, items } = tableThatLoses(lost)
    const done = writeTransaction(client, [MARKER, put('first'), put('second')])
    await expect(done).rejects.toThrow('socket hang up')
    expect([...items]).toEqual([])
  })
})
