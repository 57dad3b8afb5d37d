import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addHits,
  check,
  failureOf,
  IF_NEW,
  large,
  openTable,
  putItem,
  SLOW_START_MS,
  TABLE,
  update,
  type Actions,
  type Key,
  type StartedDynamoDb,
  type TransactionTable,
} from './transactions.fixture.ts'

/** Which requests TransactWriteItems takes, and which it takes once, here and at Amazon's own DynamoDB Local. */
export function describeTransactionRequests(name: string, start: () => Promise<StartedDynamoDb>): void {
  describe.each([name])('transaction requests at %s', () => {
    let table: TransactionTable
    beforeAll(async () => {
      table = await openTable(start)
    }, SLOW_START_MS)
    afterAll(() => table.close())

    describe('a request that is refused', () => {
      it.each<[string, string | RegExp, (key: Key) => Actions]>([
        [
          'two actions on one item',
          'Transaction request cannot include multiple operations on one item',
          (key) => [putItem(key), addHits(key, 1)],
        ],
        ['no action', /Member must have length greater than or equal to 1/, () => []],
        [
          'more than a hundred actions',
          /Member must have length less than or equal to 100/,
          (key) => Array.from({ length: 101 }, (_, sk) => putItem({ ...key, sk })),
        ],
        [
          'two kinds in one action',
          'TransactItems can only contain one of Check, Put, Update or Delete',
          (key) => [{ ...putItem(key), Delete: { TableName: TABLE, Key: { ...key, sk: 1 } } }],
        ],
        [
          'an action of no kind',
          'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
          () => [{}],
        ],
        ['a key that lacks an attribute', /required keys/, ({ pk }) => [putItem({ pk })]],
        [
          'an expression with a mistake',
          /Invalid UpdateExpression: Syntax error/,
          (key) => [update(key, 'RAISE hits')],
        ],
        ['a reserved word', /reserved keyword: count/, (key) => [update(key, 'REMOVE count')]],
        [
          'too many bytes',
          /cannot exceed 4MB/,
          (key) => Array.from({ length: 13 }, (_, sk) => putItem(large(key, sk))),
        ],
        ['an item that is too large', /size has exceeded the maximum/, (key) => [putItem(large(key, 0, 410_000))]],
      ])('is one with %s', async (_name, message, actionsOn) => {
        const [key, other] = [table.newKey(), table.newKey()]
        const actions = actionsOn(key)
        const isFull = actions.length === 0 || actions.length > 99
        const cause = await failureOf(table.transact(isFull ? actions : [putItem(other, IF_NEW), ...actions]))
        expect(cause).toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) })
        expect([await table.read(key), await table.read(other)]).toEqual([undefined, undefined])
      })

      it('is one on a table that does not exist', async () => {
        const key = table.newKey()
        const cause = await failureOf(table.transact([putItem(key), { Put: { TableName: 'Nowhere', Item: key } }]))
        expect(cause).toMatchObject({ name: 'ResourceNotFoundException' })
        expect(await table.read(key)).toBeUndefined()
      })
    })

    describe('a client request token', () => {
      it('lets a repeated request succeed without doing it again', async () => {
        const key = table.newKey()
        await table.transact([addHits(key, 1)], 'repeated')
        await table.transact([addHits(key, 1)], 'repeated')
        expect(await table.read(key)).toEqual({ ...key, hits: 1 })
      })

      it('is refused with other parameters', async () => {
        const key = table.newKey()
        await table.transact([addHits(key, 1)], 'reused')
        const cause = await failureOf(table.transact([addHits(key, 2)], 'reused'))
        expect(cause).toMatchObject({ name: 'IdempotentParameterMismatchException' })
        expect(await table.read(key)).toEqual({ ...key, hits: 1 })
      })

      it('may be tried again after a cancellation', async () => {
        const [key, gate] = [table.newKey(), table.newKey()]
        const actions = [addHits(key, 1), check(gate, 'attribute_exists(pk)')]
        expect(await failureOf(table.transact(actions, 'retried'))).toMatchObject({
          name: 'TransactionCanceledException',
        })
        await table.write(gate)
        await table.transact(actions, 'retried')
        expect(await table.read(key)).toEqual({ ...key, hits: 1 })
      })
    })
  })
}
