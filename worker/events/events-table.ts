import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type StorageFailure, classifyFailure } from '../cloud/classify-failure.ts'
import type { EventItem } from './event-item.ts'

/** DynamoDB takes this many items in one batch. */
export const ITEMS_PER_WRITE = 25

/** What became of one call: the items that it did not take, which are none when all went well. */
type Write = { readonly kind: 'written'; readonly unprocessed: readonly EventItem[] } | StorageFailure

/** The seed's table of events. An item overwrites the one with its id. */
export interface EventsTable {
  /** @param items  at most `ITEMS_PER_WRITE`, distinct in their ids */
  write(items: readonly EventItem[]): Promise<Write>
}

export function createEventsTable(documentClient: DynamoDBDocumentClient, tableName: string): EventsTable {
  return {
    async write(items) {
      const requests = items.map((item) => ({ PutRequest: { Item: item } }))
      try {
        const answer = await documentClient.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }))
        const left = (answer.UnprocessedItems?.[tableName] ?? []).map((request) => request.PutRequest?.Item)
        const leftIds = new Set(left.map((item): unknown => item?.['event_id']))
        return { kind: 'written', unprocessed: items.filter((item) => leftIds.has(item.event_id)) }
      } catch (error) {
        return classifyFailure(error)
      }
    },
  }
}
