import { startDynamoDbLocal } from './dynamodb-local.ts'
import { startDynamoDb } from './start-dynamodb.ts'
import { describeTimeToLive } from './time-to-live.suite.ts'
import { describeTransactionRequests } from './transaction-requests.suite.ts'
import { describeTransactions } from './transactions.suite.ts'

for (const describeIn of [describeTransactions, describeTransactionRequests, describeTimeToLive]) {
  describeIn('our DynamoDB', startDynamoDb)
  // Our stand-in is only as good as its likeness to Amazon's own program, which CI downloads.
  if (process.env['DYNAMODB_LOCAL'] === '1') describeIn("Amazon's DynamoDB Local", startDynamoDbLocal)
}
