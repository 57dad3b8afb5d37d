import { transactionCanceledException, validationException, type CancellationReason } from './dynamodb-error.ts'
import type { DynaliteClient, DynaliteResult, JsonObject } from './dynalite-client.ts'
import { hasKeyTypes, keyOfAction, readTableKeys, type ItemKey, type TableKeys } from './item-key.ts'
import { restoreItems, takeSnapshot, type ItemSnapshot } from './item-snapshot.ts'
import type { TransactionAction } from './transaction-request.ts'

interface Step extends TransactionAction {
  readonly item: ItemKey
}

const NO_REASON: CancellationReason = { Code: 'None' }

/** Messages of the API reference that blame one action; every other ValidationException refuses the whole request. */
const BLAMES_ONE_ACTION =
  /^(One or more parameter values were invalid|The provided (key element|expression)|The update expression attempted|The document path|An operand in the update expression|Item size to update|Type mismatch)/u

/**
 * Does all the actions or none, in the sight of a caller that has dynalite alone.
 * The conditions are judged by dynalite: every action is one of its own calls. Those with a condition go first, so that
 * a refused transaction has mostly touched nothing; what was done before a refusal is put back, and so is whatever may
 * have been done where a call ended without an answer. (Killed in between, the process leaves half a transaction behind:
 * this is a stand-in.)
 * @throws DynamoDbError  ValidationException, ResourceNotFoundException, TransactionCanceledException
 * @throws what a call ended with that had no answer
 */
export async function writeTransaction(client: DynaliteClient, actions: readonly TransactionAction[]): Promise<void> {
  const tables = await readTableKeys(client, actions)
  const steps = actions.map((action) => ({ ...action, item: keyOfAction(action, tables) }))
  assertDistinctItems(steps)
  assertKeyTypes(steps, tables)
  const snapshot = await takeSnapshot(
    client,
    steps.map((step) => step.item),
    tables,
  )
  const undo = (undone: readonly Step[]): Promise<void> =>
    restoreItems(
      client,
      undone.map((step) => step.item),
      snapshot,
    )

  const done: Step[] = []
  for (const phase of [steps.filter(isConditional), steps.filter((step) => !isConditional(step))]) {
    const calls = await Promise.allSettled(phase.map((step) => runStep(client, step)))
    const unanswered = calls.find((call) => call.status === 'rejected')
    if (unanswered !== undefined) {
      await undo([...done, ...phase])
      throw unanswered.reason
    }
    const results = new Map(phase.flatMap((step, i) => answered(step, calls[i])))
    done.push(...phase.filter((step) => results.get(step)?.kind === 'done'))
    if ([...results.values()].some((result) => result.kind === 'error')) {
      await undo(done)
      throw refusal(steps, results, snapshot)
    }
  }
  await undo(done.filter((step) => step.kind === 'ConditionCheck' && !snapshot.has(step.item.identity)))
}

function answered(step: Step, call: PromiseSettledResult<DynaliteResult> | undefined) {
  return call?.status === 'fulfilled' ? [[step, call.value] as const] : []
}

function assertDistinctItems(steps: readonly Step[]): void {
  if (new Set(steps.map((step) => step.item.identity)).size < steps.length) {
    throw validationException('Transaction request cannot include multiple operations on one item')
  }
}

function assertKeyTypes(steps: readonly Step[], tables: TableKeys): void {
  const reasons = steps.map((step): CancellationReason => {
    if (hasKeyTypes(step.item, tables)) return NO_REASON
    return { Code: 'ValidationError', Message: 'One or more parameter values were invalid: Type mismatch for key' }
  })
  if (reasons.some((reason) => reason !== NO_REASON)) throw transactionCanceledException(reasons)
}

function isConditional(step: Step): boolean {
  return step.parameters['ConditionExpression'] !== undefined
}

/** A check is an update of nothing. Where there was no item it makes one out of the key, which is then removed again. */
function runStep(client: DynaliteClient, { kind, parameters }: Step): Promise<DynaliteResult> {
  const { ReturnValuesOnConditionCheckFailure: _ours, ...call } = parameters
  return client.call(kind === 'ConditionCheck' ? 'UpdateItem' : `${kind}Item`, call)
}

function refusal(steps: readonly Step[], results: ReadonlyMap<Step, DynaliteResult>, snapshot: ItemSnapshot): Error {
  const reasons: CancellationReason[] = []
  for (const step of steps) {
    const result = results.get(step)
    if (result?.kind !== 'error') reasons.push(NO_REASON)
    else if (result.type === 'ConditionalCheckFailedException') reasons.push(conditionFailed(step, snapshot))
    else if (BLAMES_ONE_ACTION.test(result.message)) reasons.push({ Code: 'ValidationError', Message: result.message })
    else return validationException(result.message)
  }
  return transactionCanceledException(reasons)
}

function conditionFailed({ parameters, item }: Step, snapshot: ItemSnapshot): CancellationReason {
  const isWanted = parameters['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD'
  const old: JsonObject | undefined = isWanted ? snapshot.get(item.identity) : undefined
  return {
    Code: 'ConditionalCheckFailed',
    Message: 'The conditional request failed',
    ...(old === undefined ? {} : { Item: old }),
  }
}
