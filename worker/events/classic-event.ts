import { derivePseudonymKey, pseudonymise } from '../../shared/contracts/pseudonym.ts'
import type { ClassicUsageMessage } from '../../shared/contracts/usage.ts'
import { expiresAtSeconds } from '../cloud/expires-at.ts'
import type { EventItem } from './event-item.ts'

/** Stands where no environment is named; no environment id looks like this. */
const NO_ENVIRONMENT = 'classic'

export interface ClassicEventOptions {
  /** The environment in whose name the seed's messages are kept, if there is one. */
  readonly environmentId: string | undefined
  readonly userIds: 'pseudonym' | 'plain'
  readonly pseudonymSecret: string
  readonly retentionDays: number
  readonly now: () => number
}

/**
 * Turns the seed's own messages into items of its table. They were never pseudonymised on their way, so it is done here.
 * @returns a function of the SQS message id, by which a redelivery overwrites itself, and the message
 */
export function createClassicEvents(
  options: ClassicEventOptions,
): (messageId: string, message: ClassicUsageMessage) => Promise<EventItem> {
  const { environmentId, retentionDays, now } = options
  const nameUser = createUserNaming(options)
  return async (messageId, message) => ({
    event_id: messageId,
    user_id: await nameUser(message.user_id.toWellFormed()),
    flag_name: message.flag_name.toWellFormed(),
    result: message.result,
    timestamp: message.timestamp.toWellFormed(),
    expires_at: expiresAtSeconds(now(), retentionDays),
    ...(environmentId === undefined ? {} : { environment: environmentId }),
  })
}

function createUserNaming(options: ClassicEventOptions): (userId: string) => Promise<string> {
  const { environmentId, userIds, pseudonymSecret } = options
  if (userIds === 'plain') return async (userId) => userId
  const key = derivePseudonymKey(pseudonymSecret, environmentId ?? NO_ENVIRONMENT)
  return async (userId) => pseudonymise(await key, userId)
}
