import { createHash } from 'node:crypto'
import type { Change } from '../changes/commit-change.ts'
import type { Database } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import {
  type KeyPlace,
  findIdempotencyKey,
  forgetIdempotencyKeys,
  storeAnswer,
  takeIdempotencyKey,
} from './idempotency-repository.ts'
import type { StoredAnswer } from './stored-answer.ts'

/** A creation that a caller may send again without making a second thing. */
export interface Once {
  /** What it answered before; `undefined` for the first time. */
  readonly answered: StoredAnswer | undefined
  /** Takes the key in the same transaction as the change, so that the change is made once or not at all. */
  readonly take: (change: Change) => void
  /** Keeps the answer for the next time. */
  readonly keep: (answer: StoredAnswer) => void
}

export interface OnceRequest extends KeyPlace {
  /** What was asked for; the same key with anything else is refused. */
  readonly asked: unknown
  readonly nowMs: number
  /** An answer that shows a secret is never stored. */
  readonly isSecret: boolean
}

/** A client that has not heard of its request for a day has long given up. */
const KEPT_MS = 86_400_000
const MAX_KEY_LENGTH = 255

/**
 * @throws OriginError when the key was used for something else, or its answer cannot be said again
 */
export function openOnce(database: Database, { actor, key, asked, nowMs, isSecret }: OnceRequest): Once {
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > MAX_KEY_LENGTH) {
    throw new OriginError('invalid_header', `expected an Idempotency-Key of 1 to ${MAX_KEY_LENGTH} visible characters`)
  }
  const place = { actor, key }
  const requestSha256 = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  const known = findIdempotencyKey(database, place)
  const isLive = known !== undefined && nowMs - known.createdAtMs < KEPT_MS
  if (isLive && known.requestSha256 !== requestSha256) {
    throw new OriginError('idempotency_key_reused', 'expected a new Idempotency-Key for another request')
  }
  if (isLive && known.answer === null) throw answerLost()
  return {
    answered: isLive ? (known.answer ?? undefined) : undefined,
    take: ({ transaction, nowMs: createdAtMs }) => {
      forgetIdempotencyKeys(transaction, createdAtMs - KEPT_MS)
      if (!takeIdempotencyKey(transaction, { ...place, requestSha256, createdAtMs })) throw answerLost()
    },
    keep: (answer) => {
      if (!isSecret) storeAnswer(database, place, answer)
    },
  }
}

/** It showed a secret, or is being made at this moment, or the origin died before it could keep its answer. */
function answerLost(): OriginError {
  return new OriginError('idempotency_answer_lost', 'what was asked for was made: look for it before asking again')
}
