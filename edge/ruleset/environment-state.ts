import type { AccessTable, AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Head } from '../../shared/contracts/head.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { type Lease, createLease } from '../lease.ts'
import type { Runtime } from '../runtime.ts'
import { type Breaker, createBreaker } from './breaker.ts'

/**
 * What an isolate knows of one environment. Shared by all its requests, which change it only by the functions beside
 * this file, synchronously, and never wait for each other's promises.
 */
export interface EnvironmentState {
  readonly id: string
  /** The newest one believed; its ruleset may still be on its way. */
  head: Believed<Head> | undefined
  ruleset: CompiledRuleset | undefined
  access: KnownAccess | undefined
  /** When the last successful check began: what is known was true at that moment. */
  checkedAtMs: number
  /** Checks are numbered, so that a slow one cannot undo a later one; the clock could not tell them apart. */
  checksBegun: number
  lastCheckEnded: number
  /** When Redis said that there is no such environment. */
  missingSinceMs: number | undefined
  readonly checkLease: Lease
  readonly bodyLease: Lease
  /** Held for a second after an unknown key or flag made a check in front. */
  readonly lookAgainLease: Lease
  /** Opens when what a check found was refused. */
  readonly contents: Breaker
  /** Opens when a body could not be had. */
  readonly bodies: Breaker
}

export interface Believed<T> {
  readonly value: T
  /** The envelope it came in: the same text need not be verified twice. */
  readonly text: string
}

export interface KnownAccess extends Believed<AccessTable> {
  /** Keys presented and found, by their text: at most as many as the table has. */
  readonly found: Map<string, AccessTableKey>
}

/** An environment that can authenticate and decide. */
export type LoadedEnvironment = EnvironmentState & {
  readonly head: Believed<Head>
  readonly ruleset: CompiledRuleset
  readonly access: KnownAccess
}

export function createEnvironmentState(id: string, runtime: Pick<Runtime, 'random'>): EnvironmentState {
  return {
    id,
    head: undefined,
    ruleset: undefined,
    access: undefined,
    checkedAtMs: 0,
    checksBegun: 0,
    lastCheckEnded: 0,
    missingSinceMs: undefined,
    checkLease: createLease(),
    bodyLease: createLease(),
    lookAgainLease: createLease(),
    contents: createBreaker(runtime),
    bodies: createBreaker(runtime),
  }
}

export function isLoaded(state: EnvironmentState): state is LoadedEnvironment {
  return state.head !== undefined && state.ruleset !== undefined && state.access !== undefined
}

/** Whether the head promises a newer ruleset than the one that is served. */
export function lacksBody(state: EnvironmentState): boolean {
  return state.head !== undefined && (state.ruleset?.version ?? -1) < state.head.value.version
}

/** Negative when the clock stepped back since. */
export function ageMsOf(state: EnvironmentState, nowMs: number): number {
  return nowMs - state.checkedAtMs
}
