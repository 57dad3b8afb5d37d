/** Whether a flag is meant to go again: a rollout ends, a switch for operators stays. */
export const FLAG_LIFETIMES = ['temporary', 'permanent'] as const
export type FlagLifetime = (typeof FLAG_LIFETIMES)[number]
