import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { PoisonReason } from './admit-message.ts'

/** SQS takes 1 MiB with the attributes; these get the difference. */
const MAX_BODY_BYTES = 1_048_576 - 8_192
const MAX_DETAIL_LENGTH = 500
/** What SQS refuses in a body: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what SQS refuses
const UNSENDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

export interface DeadLetter {
  readonly body: string
  readonly reason: PoisonReason
  readonly detail: string
}

/** Where messages go that can never be counted, each alone, so that a person can look at them. */
export interface DeadLetterQueue {
  /** @throws when the queue did not take it; the message is then still where it came from */
  send(letter: DeadLetter): Promise<void>
}

/** @param queueUrl  as SQS gave it */
export function createDeadLetterQueue(sqs: SQSClient, queueUrl: string): DeadLetterQueue {
  return {
    async send({ body, reason, detail }) {
      const sendable = sendableText(body)
      const changed = sendable === body ? {} : { changed: attribute('cut or cleaned, since SQS refuses the original') }
      const attributes = { reason: attribute(reason), detail: attribute(detail), ...changed }
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: sendable, MessageAttributes: attributes }),
      )
    },
  }
}

function attribute(text: string): { readonly DataType: 'String'; readonly StringValue: string } {
  return { DataType: 'String', StringValue: sendableText(text.slice(0, MAX_DETAIL_LENGTH)) }
}

/** SQS takes no empty text, no control characters, no lone surrogates, and not more than its limit. */
function sendableText(text: string): string {
  const clean = text.toWellFormed().replaceAll(UNSENDABLE, '\u{fffd}')
  const bytes = Buffer.from(clean)
  if (bytes.length === 0) return '\u{fffd}'
  return bytes.length <= MAX_BODY_BYTES ? clean : new TextDecoder().decode(bytes.subarray(0, MAX_BODY_BYTES))
}
