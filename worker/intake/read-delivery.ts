import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { ClassicUsageMessage, UsageBatch } from '../../shared/contracts/usage.ts'
import { type EventItem, eventItems } from '../events/event-item.ts'
import { type Poison, admitMessage } from './admit-message.ts'
import type { Delivery } from './intake.ts'

/** What a delivery asks to be stored; of poison, nothing. */
export interface Receipt {
  readonly delivery: Delivery
  readonly poison?: Poison
  readonly batches: readonly UsageBatch[]
  readonly events: readonly EventItem[]
}

export interface ReadDeliveryOptions {
  readonly classicEvent: (messageId: string, message: ClassicUsageMessage) => Promise<EventItem>
  readonly retentionDays: number
  readonly now: () => number
}

/** The seed's message becomes one event and no count: who sent it was never counted by its sender. */
export function createDeliveryReader(options: ReadDeliveryOptions): (delivery: Delivery) => Promise<Receipt> {
  const { classicEvent, retentionDays, now } = options
  return async (delivery) => {
    const admission = admitMessage(delivery.body, now())
    switch (admission.kind) {
      case 'poison':
        return { delivery, poison: admission, batches: [], events: [] }
      case 'batch':
        return { delivery, batches: [admission.batch], events: eventItems(admission.batch, retentionDays) }
      case 'classic':
        return { delivery, batches: [], events: [await classicEvent(delivery.id, admission.message)] }
      default:
        return assertNever(admission)
    }
  }
}
