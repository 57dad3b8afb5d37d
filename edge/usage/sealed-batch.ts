/** A batch whose bytes will not change any more: it is sent again and again under one id until somebody takes it. */
export interface SealedBatch {
  readonly id: string
  readonly environmentId: string
  /** JSON of a `UsageBatch`. */
  readonly text: string
  /** Of the flush that sealed it; beside the text, which is all that the spill list keeps. */
  readonly traceparent?: string
  /** UTF-8 length of `text`. */
  readonly bytes: number
  /** All that is lost with it: what its counters count, and what it says was dropped before. */
  readonly decisions: number
  /** Of these, what was dropped before. */
  readonly droppedBefore: number
}
