import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  failureOf,
  openTable,
  SLOW_START_MS,
  TABLE,
  type StartedDynamoDb,
  type TransactionTable,
} from './transactions.fixture.ts'

/** What a table's time to live does, here and at Amazon's own DynamoDB Local. */
export function describeTimeToLive(name: string, start: () => Promise<StartedDynamoDb>): void {
  describe.each([name])('a time to live in %s', () => {
    let table: TransactionTable
    beforeAll(async () => {
      table = await openTable(start)
    }, SLOW_START_MS)
    afterAll(() => table.close())

    it('is switched on and off, and remembered', async () => {
      expect(await readTimeToLive(table)).toEqual({ TimeToLiveStatus: 'DISABLED' })
      const wanted = { AttributeName: 'expires_at', Enabled: true }
      expect((await setTimeToLive(table, 'expires_at', true)).TimeToLiveSpecification).toEqual(wanted)
      expect(await readTimeToLive(table)).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires_at' })
      await setTimeToLive(table, 'expires_at', false)
      expect(await readTimeToLive(table)).toEqual({ TimeToLiveStatus: 'DISABLED' })
    })

    it('refuses a change that changes nothing, and another attribute while one is set', async () => {
      await expect(setTimeToLive(table, 'a', false)).rejects.toThrow('TimeToLive is already disabled')
      await setTimeToLive(table, 'a', true)
      await expect(setTimeToLive(table, 'a', true)).rejects.toThrow('TimeToLive is already enabled')
      await expect(setTimeToLive(table, 'b', true)).rejects.toThrow('TimeToLive is active on a different AttributeName')
    })

    it('belongs to a table', async () => {
      const missing = new DescribeTimeToLiveCommand({ TableName: 'Nowhere' })
      expect(await failureOf(table.client.send(missing))).toMatchObject({ name: 'ResourceNotFoundException' })
    })
  })
}

async function readTimeToLive({ client }: TransactionTable) {
  return (await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }))).TimeToLiveDescription
}

function setTimeToLive({ client }: TransactionTable, AttributeName: string, Enabled: boolean) {
  return client.send(
    new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification: { AttributeName, Enabled } }),
  )
}
