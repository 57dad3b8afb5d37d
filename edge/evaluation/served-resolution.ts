import type { Resolution } from '../../shared/contracts/evaluation.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'

/**
 * What was decided, as it is answered and counted: by a ruleset that may have been put back, with nobody to say whether
 * it is the newest, the value is as ever and the reason is STALE. What serves no value keeps its own reason.
 */
export function servedResolution(
  resolution: Resolution,
  { isUnconfirmed }: Pick<LoadedEnvironment, 'isUnconfirmed'>,
): Resolution {
  return isUnconfirmed && 'variant' in resolution ? { ...resolution, reason: 'STALE' } : resolution
}
