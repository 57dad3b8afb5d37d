import type { Random } from './damage-text.ts'
import type { EnvelopeSealer } from './envelope-sealer.ts'
import type { DamagedParts, StoredPublication } from './stored-publication.ts'

/** All that a damage is made from. */
export interface DamageMaterial {
  /** What is damaged: newer than anything that an edge has. */
  readonly current: StoredPublication
  /** Rightly signed for the same environment, with lower versions. */
  readonly earlier: StoredPublication
  /** Rightly signed for another environment. */
  readonly foreign: StoredPublication
  /** The key that edges believe. */
  readonly origin: EnvelopeSealer
  /** A key that they do not know. */
  readonly stranger: EnvelopeSealer
  readonly random: Random
}

/** One way to make a publication one that no edge may serve from. */
export interface Damage {
  readonly name: string
  /** `false` where it may come out as the same, or as something that is waited for. */
  readonly isAlwaysRefused: boolean
  /** @returns the parts that are other now */
  readonly make: (material: DamageMaterial) => DamagedParts
}
