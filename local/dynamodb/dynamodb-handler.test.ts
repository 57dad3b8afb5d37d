import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { jsonAnswer, type FrontRequest } from '../http/http-front.ts'
import { createDynamoDbHandler, operationOf } from './dynamodb-handler.ts'

const TABLE = {
  KeySchema: [{ AttributeName: 'pk' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
}

/** Answers enough of everything; other requests have time to come between. */
const ANSWERS: Readonly<Record<string, object>> = { DescribeTable: { Table: TABLE }, BatchGetItem: { Responses: {} } }

const requestFor = (operation: string, body: object = {}): FrontRequest => ({
  method: 'POST',
  path: '/',
  headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
  body: Buffer.from(JSON.stringify(body)),
})
const putOf = (pk: string) => ({ Put: { TableName: 'Any', Item: { pk: { S: pk } } } })

it('lets no request between the calls of a transaction, and single requests beside each other', async () => {
  const log: string[] = []
  const handler = createDynamoDbHandler({
    timeToLiveFile: undefined,
    nowMs: () => 0,
    forwarder: {
      forward: async (request) => {
        const operation = operationOf(request)
        log.push(`${operation} starts`)
        await nextTurn()
        log.push(`${operation} ends`)
        return jsonAnswer(200, ANSWERS[operation] ?? {})
      },
      close: () => undefined,
    },
  })
  await Promise.all([
    handler.answer(requestFor('GetItem')),
    handler.answer(requestFor('Query')),
    handler.answer(requestFor('TransactWriteItems', { TransactItems: [putOf('a'), putOf('b')] })),
    handler.answer(requestFor('Scan')),
  ])
  expect(log).toEqual(
    [
      ['GetItem starts', 'Query starts', 'GetItem ends', 'Query ends'],
      ['DescribeTable starts', 'DescribeTable ends'],
      ['BatchGetItem starts', 'BatchGetItem ends'],
      ['PutItem starts', 'PutItem starts', 'PutItem ends', 'PutItem ends'],
      ['Scan starts', 'Scan ends'],
    ].flat(),
  )
})
