import { derivePseudonymKey, pseudonymise } from '../../shared/contracts/pseudonym.ts'
import type { Pseudonymise } from './seal-window.ts'

/** Derives each environment's key once. Two requests may derive it together: neither waits for the other. */
export function createPseudonymise(secret: string): Pseudonymise {
  const keys = new Map<string, CryptoKey>()
  return async (environmentId, userId) => {
    const key = keys.get(environmentId) ?? (await derivePseudonymKey(secret, environmentId))
    keys.set(environmentId, key)
    return pseudonymise(key, userId)
  }
}
