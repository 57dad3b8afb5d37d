import type { User } from '../workloads.mjs'

export const WORKLOADS = ['w1', 'w2', 'w3', 'w4', 'w5'] as const
export type Workload = (typeof WORKLOADS)[number]

/** A context in an engine's own form, made outside of what is timed. */
export type EngineContext = unknown
/** An engine's own result; the fullest it has: value, variant, reason, rule. */
export type EngineResult = unknown
export type Evaluate = (context: EngineContext) => EngineResult

/** An engine with the workload loaded: the interface of the given `floor.mjs`. */
export interface Engine {
  readonly ctx: (user: User) => EngineContext
  /** Boolean flag `i`, on when even. */
  readonly w1: (context: EngineContext, i: number) => EngineResult
  readonly w1on: Evaluate
  readonly w1off: Evaluate
  readonly w2: Evaluate
  readonly w3: Evaluate
  readonly w4: Evaluate
  /** Every flag for one person. */
  readonly w5: Evaluate
  /** The value of one flag in what `w5` gave. */
  readonly get5: (results: EngineResult, key: string) => unknown
  /** The served value in a result; a result is its own value without this. */
  readonly value?: (result: EngineResult) => unknown
}

/** Flag keys by kind. */
export interface FlagKeys {
  readonly bool: readonly string[]
  readonly targeting: readonly string[]
  readonly rollout: readonly string[]
  readonly variant: readonly string[]
}

export interface EngineModule {
  /** Names the package and its version. */
  readonly version: string
  readonly setup: () => Engine | Promise<Engine>
  /** The workload's flags under these keys as the bytes an engine starts from. */
  readonly document?: (keys: FlagKeys) => Uint8Array<ArrayBuffer>
  /** From those bytes to an engine that answers. */
  readonly open?: (bytes: Uint8Array<ArrayBuffer>) => Engine | Promise<Engine>
  /** The same content as one JSON text, for an engine whose document is not one. */
  readonly plainDocument?: (keys: FlagKeys) => Uint8Array<ArrayBuffer>
}
