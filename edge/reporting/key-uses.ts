import type { KeyUse } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Caller } from '../access/authenticate.ts'
import type { LocationMarker } from './location-marker.ts'

/** A key that was used and is to be told. */
export interface WaitingUse {
  readonly environmentId: string
  readonly keyId: string
  usedAtMs: number
}

/** Which keys an isolate let in since it last told of them. */
export interface KeyUses {
  /** Costs a look into a map. */
  note(caller: Pick<Caller, 'keyId' | 'environment'>, nowMs: number): void
  /** Takes the keys that wait the longest, except what another isolate of the data centre told within a minute. */
  take(): Promise<readonly WaitingUse[]>
  /** They could not be told: they wait again. */
  giveBack(uses: readonly WaitingUse[]): void
}

/** One environment's keys; what does not fit is told when it is used again. */
const WAITING_LIMIT = LIMITS.keysPerEnvironment
const TOLD_FOR_SECONDS = 60

export function createKeyUses(marker: LocationMarker): KeyUses {
  const waiting = new Map<string, WaitingUse>()

  const isMine = ({ keyId }: WaitingUse): Promise<boolean> => marker.claim(`key/${keyId}`, TOLD_FOR_SECONDS)

  return {
    note: ({ keyId, environment }, nowMs) => {
      if (keyId === undefined) return
      const use = waiting.get(keyId)
      if (use !== undefined) use.usedAtMs = nowMs
      else if (waiting.size < WAITING_LIMIT) {
        waiting.set(keyId, { environmentId: environment.id, keyId, usedAtMs: nowMs })
      }
    },
    take: async () => {
      const oldest = [...waiting.values()].slice(0, LIMITS.keysPerReport)
      for (const { keyId } of oldest) waiting.delete(keyId)
      const areMine = await Promise.all(oldest.map(isMine))
      return oldest.filter((_, place) => areMine[place])
    },
    giveBack: (uses) => {
      for (const use of uses) if (!waiting.has(use.keyId)) waiting.set(use.keyId, use)
    },
  }
}

export function writeKeyUse({ environmentId, keyId, usedAtMs }: WaitingUse, nowMs: number): KeyUse {
  return { environment: environmentId, id: keyId, usedForMs: Math.max(0, Math.round(nowMs - usedAtMs)) }
}
