type JsonObject = Readonly<Record<string, unknown>>

/** A message as SendMessageBatch takes it. */
type Entry = JsonObject & { readonly Id: string }

/** What accepted a send was, one entry for each message that SQS took; a plain SendMessage has one. */
export function acceptedEntries(operation: string, request: JsonObject, answer: JsonObject): readonly Entry[] {
  switch (operation) {
    case 'SendMessage': {
      const { QueueUrl: _queue, ...message } = request
      return [{ ...message, Id: 'copy' }]
    }
    case 'SendMessageBatch': {
      const successful = (answer['Successful'] ?? []) as readonly Entry[]
      const ids = new Set(successful.map(({ Id }) => Id))
      return ((request['Entries'] ?? []) as readonly Entry[]).filter(({ Id }) => ids.has(Id))
    }
    default:
      return []
  }
}

export interface CopyOptions {
  /** How many of the messages come a second time: 0 none, 1 all. */
  readonly share: number
  /** A copy is visible after 0 to this many whole seconds. */
  readonly maxDelaySeconds: number
  readonly random: () => number
}

/** Draws the messages that come a second time, and when. */
export function drawCopies(
  entries: readonly Entry[],
  { share, maxDelaySeconds, random }: CopyOptions,
): readonly Entry[] {
  return entries
    .filter(() => random() < share)
    .map((entry) => ({ ...entry, DelaySeconds: Math.floor(random() * (maxDelaySeconds + 1)) }))
}
