/** Which flags a list shows: those that reach edges, those that do not, both. */
export const FLAG_STATES = ['live', 'archived', 'all'] as const
export type FlagState = (typeof FLAG_STATES)[number]
