import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { PoisonReason } from './admit-message.ts'

/** SQS takes 1 MiB with the attributes; these get the difference. */
const MAX_BODY_BYTES = 1_048_576 - 8_192
const MAX_DETAIL_LENGTH = 500
/**
 * What SQS refuses in a body (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html),
 * and surrogate pairs, which some that speak its protocol refuse too.
 */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what SQS refuses
const UNSENDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g

export interface DeadLetter {
  /** The same for every delivery of the message: two letters with one id are the same message twice. */
  readonly id: string
  readonly body: string
  readonly reason: PoisonReason
  readonly detail: string
}

/** Where messages go that can never be counted, each alone, so that a person can look at them. */
export interface DeadLetterQueue {
  /**
   * @returns false when it lies there already
   * @throws when the queue did not take it; the message is then still where it came from
   */
  send(letter: DeadLetter): Promise<boolean>
}

/** @param queueUrl  as SQS gave it */
export function createDeadLetterQueue(sqs: SQSClient, queueUrl: string): DeadLetterQueue {
  return {
    async send({ id, body, reason, detail }) {
      const sendable = sendableText(body)
      const changed = sendable === body ? {} : { changed: attribute('escaped or cut, since SQS refuses the original') }
      const attributes = { id: attribute(id), reason: attribute(reason), detail: attribute(detail), ...changed }
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: sendable, MessageAttributes: attributes }),
      )
      return true
    },
  }
}

function attribute(text: string): { readonly DataType: 'String'; readonly StringValue: string } {
  return { DataType: 'String', StringValue: sendableText(text.slice(0, MAX_DETAIL_LENGTH)) }
}

/** What is JSON means the same afterwards, unless it had to be cut. */
function sendableText(text: string): string {
  if (text === '') return '(empty)'
  const bytes = Buffer.from(text.replaceAll(UNSENDABLE, escapeUnit))
  return new TextDecoder().decode(bytes.subarray(0, MAX_BODY_BYTES))
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
