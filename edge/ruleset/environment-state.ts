import type { AccessTable, AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Attention, Head } from '../../shared/contracts/head.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { type Lease, createLease } from '../lease.ts'
import type { Log } from '../log.ts'
import type { Runtime } from '../runtime.ts'
import { type BoundedMap, createBoundedMap } from './bounded-map.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import type { SourceName } from './ruleset-source.ts'

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
  /** Which tier last said that the head is the one to serve. */
  source: SourceName | undefined
  /** Taken from a head so old that somebody may have put it back, while nobody could say whether it is the newest. */
  isUnconfirmed: boolean
  /** What this isolate has served before: nothing below it is served again. */
  readonly floor: VersionFloor
  /** The body that was loaded last, until it is left in the data centre's cache. */
  unkeptBody: { readonly version: number; readonly stored: string } | undefined
  /** The envelopes that were left there last. */
  keptSigned: string | undefined
  /** When the last good check began: head and access were the newest at that moment. */
  checkedAtMs: number
  /** When the last check began that found the head to be the newest, whatever it found of the access table. */
  headAtMs: number
  /** When somebody last said that the head is the newest whose word counts: see `vouchByLook`. */
  vouchedAtMs: number
  /** When the origin last did, whose word counts however old a head is. */
  originSaidAtMs: number
  /** When the ruleset that is served was last known to be the newest. */
  newestAtMs: number
  /** Looks are numbered, so that a slow one cannot undo a later one; the clock could not tell them apart. */
  looksBegun: number
  lastLookEnded: number
  /** The last one that found head and access to be the newest. */
  lastGoodLook: number
  /** The last one that a head raised, for as long as it says from when it was first seen. */
  attention: SeenAttention | undefined
  /** When a request last wanted it. */
  askedAtMs: number
  /** When Redis said that there is no such environment. */
  missingSinceMs: number | undefined
  readonly checkLease: Lease
  readonly bodyLease: Lease
  /** Held by whoever asks the tiers behind Redis. */
  readonly fallbackLease: Lease
  /** Opens when what a check found was refused, or somebody waited for it in vain. */
  readonly contents: Breaker
  /** Opens when a body could not be had, or somebody waited for it in vain. */
  readonly bodies: Breaker
  /** Keys (by their text) that the access table did not have, and flags that the ruleset did not have. */
  readonly missed: Readonly<Record<'key' | 'flag', MissedNames>>
  /** Keys (by their text) that were admitted until a newer table came without them: no look brings one back. */
  readonly goneKeys: BoundedMap<true>
}

export interface SeenAttention extends Attention {
  /** When it was first seen. */
  readonly seenAtMs: number
}

/** Versions of ruleset and access table below which nothing is believed. */
export interface VersionFloor {
  readonly version: number
  readonly accessVersion: number
}

export interface MissedNames {
  /** Each with the number of looks that had begun when it was first missed: what a later one does not bring does not exist. */
  readonly sinceLook: BoundedMap<number>
  /** Held for a second after one of them made a check in front. */
  readonly lookAgainLease: Lease
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

/** A look that finds nothing to believe costs no more than one that does, and those are made each second. */
const LONGEST_CONTENTS_DELAY_MS = 2_000
const MISSED_LIMIT = 500
const NO_FLOOR: VersionFloor = { version: 0, accessVersion: 0 }

export function createEnvironmentState(
  id: string,
  { runtime, log }: { readonly runtime: Pick<Runtime, 'random'>; readonly log: Log },
  floor: VersionFloor = NO_FLOOR,
): EnvironmentState {
  const fieldsOf = (breaker: string) => ({ breaker, environment: id })
  return {
    id,
    head: undefined,
    ruleset: undefined,
    access: undefined,
    source: undefined,
    isUnconfirmed: false,
    floor,
    unkeptBody: undefined,
    keptSigned: undefined,
    checkedAtMs: 0,
    headAtMs: 0,
    vouchedAtMs: 0,
    originSaidAtMs: 0,
    newestAtMs: 0,
    looksBegun: 0,
    lastLookEnded: 0,
    lastGoodLook: 0,
    attention: undefined,
    askedAtMs: 0,
    missingSinceMs: undefined,
    checkLease: createLease(),
    bodyLease: createLease(),
    fallbackLease: createLease(),
    contents: createBreaker({
      runtime,
      log,
      fields: fieldsOf('contents'),
      longestDelayMs: LONGEST_CONTENTS_DELAY_MS,
    }),
    bodies: createBreaker({ runtime, log, fields: fieldsOf('bodies') }),
    missed: { key: createMissedNames(), flag: createMissedNames() },
    goneKeys: createBoundedMap(MISSED_LIMIT),
  }
}

function createMissedNames(): MissedNames {
  return { sinceLook: createBoundedMap(MISSED_LIMIT), lookAgainLease: createLease() }
}

export function isLoaded(state: EnvironmentState): state is LoadedEnvironment {
  return state.head !== undefined && state.ruleset !== undefined && state.access !== undefined
}

/** Whether the head promises a newer ruleset than the one that is served. */
export function lacksBody(state: EnvironmentState): boolean {
  return state.head !== undefined && (state.ruleset?.version ?? -1) < state.head.value.version
}

/** Whether a newer ruleset is promised and on its way: what is not in this one may be in that. */
export function isNewerComing(state: EnvironmentState, nowMs: number): boolean {
  return lacksBody(state) && state.bodyLease.isHeld(nowMs)
}

/** What is served is as new as the head, if it is the head's. */
export function noteNewest(state: EnvironmentState): void {
  if (!lacksBody(state)) state.newestAtMs = state.vouchedAtMs
}

/**
 * Redis, or what is kept of it, showed the head at a moment. Of an old one nobody knows more by that than when it was
 * issued: it may have been put back, Redis may take nothing new, or a replica may have been left behind.
 */
export function vouchByLook(state: EnvironmentState, atMs: number): void {
  const issuedAtMs = state.head?.value.issuedAtMs ?? 0
  state.vouchedAtMs = isHeadOld(state, atMs) ? Math.max(state.originSaidAtMs, issuedAtMs) : atMs
}

/** The origin issues heads every 30 s: it may have been put back, or the origin is gone. */
const OLD_HEAD_MS = 90_000

export function isHeadOld({ head }: EnvironmentState, nowMs: number): boolean {
  return head !== undefined && nowMs - head.value.issuedAtMs > OLD_HEAD_MS
}

/** @param isUnconfirmed  whether it is served although nobody says that it is the newest */
export function markConfirmed(state: EnvironmentState, isUnconfirmed: boolean): void {
  state.isUnconfirmed = isUnconfirmed
  noteNewest(state)
}

/** How long ago what is served was last known to be the newest. */
export function ageOf({ newestAtMs }: EnvironmentState, nowMs: number): number {
  return Math.max(0, nowMs - newestAtMs)
}
