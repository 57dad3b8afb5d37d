import { startDynamoDb } from './start-dynamodb.ts'
import { describeTimeToLive } from './time-to-live.suite.ts'
import { describeTransactionRequests } from './transaction-requests.suite.ts'
import { describeTransactions } from './transactions.suite.ts'

for (const describeIn of [describeTransactions, describeTransactionRequests, describeTimeToLive]) {
  describeIn('our DynamoDB', startDynamoDb)
}
