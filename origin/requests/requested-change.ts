import type { ConfigurationInput } from '../targeting/configuration-input.ts'

/** Members that are absent stay as they are when it is applied. */
export type RequestedChange = Partial<ConfigurationInput>

/** `open` until somebody applies, rejects or withdraws it, or its time comes; `failed` when it did not fit any more then. */
export const REQUEST_STATES = ['open', 'applied', 'rejected', 'withdrawn', 'failed'] as const
export type RequestState = (typeof REQUEST_STATES)[number]
