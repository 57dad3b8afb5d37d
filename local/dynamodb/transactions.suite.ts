import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addHits,
  ALL_OLD,
  check,
  failureOf,
  IF_NEW,
  openTable,
  putItem,
  SLOW_START_MS,
  TABLE,
  values,
  type Key,
  type StartedDynamoDb,
  type TransactionTable,
} from './transactions.fixture.ts'

/** What TransactWriteItems does, here and at Amazon's own DynamoDB Local. */
export function describeTransactions(name: string, start: () => Promise<StartedDynamoDb>): void {
  describe.each([name])('transactions in %s', () => {
    let table: TransactionTable
    beforeAll(async () => {
      table = await openTable(start)
    }, SLOW_START_MS)
    afterAll(() => table.close())

    describe('a transaction that succeeds', () => {
      it('puts, updates and deletes', async () => {
        const [put, updated, added, deleted] = [table.newKey(), table.newKey(), table.newKey(), table.newKey()]
        await table.write({ ...updated, hits: 1, text: 'kept' })
        await table.write({ ...deleted, hits: 1 })
        await table.transact([
          putItem({ ...put, text: 'new' }, IF_NEW),
          addHits(updated, 2),
          addHits(added, 3),
          { Delete: { TableName: TABLE, Key: deleted, ConditionExpression: 'hits = :one', ...values({ ':one': 1 }) } },
        ])
        expect(await Promise.all([put, updated, added, deleted].map((key) => table.read(key)))).toEqual([
          { ...put, text: 'new' },
          { ...updated, hits: 3, text: 'kept' },
          { ...added, hits: 3 },
          undefined,
        ])
      })

      it('takes a hundred actions', async () => {
        const keys = Array.from({ length: 100 }, () => table.newKey())
        await table.transact(keys.map((key, index) => (index % 2 ? addHits(key, index) : putItem(key, IF_NEW))))
        expect(await table.read(keys[99]!)).toMatchObject({ hits: 99 })
      })

      it('leaves no trace of a check, whether its item exists or not', async () => {
        const [present, absent, put] = [table.newKey(), table.newKey(), table.newKey()]
        await table.write({ ...present, hits: 1 })
        await table.transact([
          check(present, 'hits = :one', { ':one': 1 }),
          check(absent, IF_NEW),
          putItem({ ...put, text: 'new' }),
        ])
        expect(await Promise.all([present, absent, put].map((key) => table.read(key)))).toEqual([
          { ...present, hits: 1 },
          undefined,
          { ...put, text: 'new' },
        ])
      })

      it('judges conditions by names, values and functions', async () => {
        const key = table.newKey()
        await table.write({ ...key, count: 5, tags: ['a', 'b'] })
        await table.transact([
          {
            Update: {
              TableName: TABLE,
              Key: key,
              UpdateExpression: 'SET #count = #count + :one, seen = if_not_exists(seen, :now)',
              ConditionExpression: '#count BETWEEN :low AND :high AND contains(tags, :tag)',
              ExpressionAttributeNames: { '#count': 'count' },
              ...values({ ':one': 1, ':now': 'now', ':low': 5, ':high': 6, ':tag': 'b' }),
            },
          },
        ])
        expect(await table.read(key)).toEqual({ ...key, count: 6, seen: 'now', tags: ['a', 'b'] })
      })
    })

    describe('a transaction that is cancelled', () => {
      it('changes nothing, and names the reason of each action in order', async () => {
        const [marker, fresh, counter, deleted] = [table.newKey(), table.newKey(), table.newKey(), table.newKey()]
        await table.write({ ...marker, text: 'old marker' })
        await table.write({ ...counter, hits: 1 })
        await table.write({ ...deleted, hits: 1 })
        const cause = await failureOf(
          table.transact([
            addHits(counter, 10),
            putItem(fresh, IF_NEW),
            putItem({ ...marker, text: 'new marker' }, IF_NEW),
            { Delete: { TableName: TABLE, Key: deleted, ConditionExpression: 'attribute_exists(pk)' } },
          ]),
        )
        expect(cause).toMatchObject({
          name: 'TransactionCanceledException',
          message:
            'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
            '[None, None, ConditionalCheckFailed, None]',
          CancellationReasons: [
            { Code: 'None' },
            { Code: 'None' },
            { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
            { Code: 'None' },
          ],
          $metadata: { httpStatusCode: 400 },
        })
        expect(await Promise.all([marker, fresh, counter, deleted].map((key) => table.read(key)))).toEqual([
          { ...marker, text: 'old marker' },
          undefined,
          { ...counter, hits: 1 },
          { ...deleted, hits: 1 },
        ])
      })

      it('puts back what lies in an index', async () => {
        const [indexed, marker] = [table.newKey(), table.newKey()]
        const group = `group of ${indexed.pk}`
        await table.write({ ...indexed, group, text: 'old' })
        await table.write(marker)
        await failureOf(
          table.transact([
            putItem({ ...indexed, group: 'elsewhere', text: 'new' }, 'attribute_exists(pk)'),
            putItem({ ...table.newKey(), group, text: 'never' }, IF_NEW),
            putItem(marker, IF_NEW),
          ]),
        )
        const found = await table.client.send(
          new QueryCommand({
            TableName: TABLE,
            IndexName: 'by-group',
            KeyConditionExpression: '#group = :group',
            ExpressionAttributeNames: { '#group': 'group' },
            ...values({ ':group': group }),
          }),
        )
        expect(found.Items).toEqual([{ ...indexed, group, text: 'old' }])
      })

      it('shows the items that stood in the way to those who ask, as they are on the wire', async () => {
        const [told, untold, missing] = [table.newKey(), table.newKey(), table.newKey()]
        await table.write({ ...told, text: 'in the way' })
        await table.write({ ...untold, text: 'in the way' })
        const cause = await failureOf(
          table.transact([
            { Put: { TableName: TABLE, Item: told, ConditionExpression: IF_NEW, ...ALL_OLD } },
            putItem(untold, IF_NEW),
            {
              Update: { TableName: TABLE, Key: missing, ConditionExpression: 'attribute_exists(pk)', ...ALL_OLD },
            } as never,
          ]),
        )
        const reasons = (cause as { CancellationReasons: { Code: string; Item?: unknown }[] }).CancellationReasons
        expect(reasons.map(({ Code, Item }) => [Code, Item])).toEqual([
          ['ConditionalCheckFailed', { pk: { S: told.pk }, sk: { N: '0' }, text: { S: 'in the way' } }],
          ['ConditionalCheckFailed', undefined],
          ['ConditionalCheckFailed', undefined],
        ])
      })

      it('changes nothing when an action without a condition is impossible', async () => {
        const [text, put] = [table.newKey(), table.newKey()]
        await table.write({ ...text, hits: 'not a number' })
        await expect(
          table.transact([putItem(put, IF_NEW), addHits(table.newKey(), 1), addHits(text, 1)]),
        ).rejects.toThrow()
        expect(await table.read(put)).toBeUndefined()
        expect(await table.read(text)).toEqual({ ...text, hits: 'not a number' })
      })
    })

    it('counts every batch once, however often and however many at a time it comes', async () => {
      const counter = table.newKey()
      const markers = Array.from({ length: 10 }, () => table.newKey())
      const count = async (marker: Key): Promise<void> => {
        const cause = await failureOf(table.transact([putItem(marker, IF_NEW), addHits(counter, 1)]))
        const [first] = (cause as { CancellationReasons?: { Code: string }[] } | undefined)?.CancellationReasons ?? []
        const isConflict = cause !== undefined && first?.Code !== 'ConditionalCheckFailed'
        if (isConflict) await count(marker)
      }
      await Promise.all([...markers, ...markers, ...markers].map(count))
      expect(await table.read(counter)).toEqual({ ...counter, hits: 10 })
    })
  })
}
