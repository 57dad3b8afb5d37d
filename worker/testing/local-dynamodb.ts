// oxlint-disable no-restricted-imports -- only tests import this file
import { createHttpForwarder } from '../../local/http/http-forward.ts'
import { startHttpFront } from '../../local/http/http-front.ts'
import { createFaultSwitch } from '../../local/http/fault-switch.ts'
import { type HttpFault, answerUnderFault } from '../../local/http/http-fault.ts'
import { type DynamoDbCall, type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts'
import { operationOf } from '../../local/dynamodb/dynamodb-handler.ts'
import { startDynamoDbLocal } from '../../local/dynamodb/dynamodb-local.ts'

/** The DynamoDB of the tests: ours, or with `DYNAMODB_LOCAL=1` Amazon's own program; either with faults. */
export async function startTestDynamoDb(): Promise<LocalDynamoDb> {
  return process.env['DYNAMODB_LOCAL'] === '1' ? startAmazonsWithFaults() : startDynamoDb()
}

async function startAmazonsWithFaults(): Promise<LocalDynamoDb> {
  const amazons = await startDynamoDbLocal()
  const forwarder = createHttpForwarder(amazons.endpoint)
  const faults = createFaultSwitch<HttpFault, DynamoDbCall>()
  const front = await startHttpFront({}, (request, response) => {
    const call = { operation: operationOf(request), body: request.body.toString() }
    return answerUnderFault(response, faults.strike(call), () => forwarder.forward(request))
  })
  return {
    endpoint: front.url,
    faults,
    async close() {
      await front.close()
      forwarder.close()
      await amazons.close()
    },
  }
}
