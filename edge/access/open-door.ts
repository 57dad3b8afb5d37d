import type { Environments } from '../ruleset/environments.ts'
import type { Lifetime } from '../runtime.ts'
import type { AccessRefusal, Authenticate, Caller } from './authenticate.ts'
import { type RateLimiter, isWithinLimit } from './rate-limiter.ts'

export interface OpenDoorDependencies {
  readonly authenticate: Authenticate
  readonly environments: Environments
  /** Whoever comes without a key is served from this environment; nobody is when it is absent. */
  readonly classicEnvironment: string | undefined
  readonly classicLimiter: RateLimiter | undefined
}

/** The seed let anyone evaluate: its route may be opened for one environment. A key that is shown must be a right one. */
export function createOpenDoor({
  authenticate,
  environments,
  classicEnvironment,
  classicLimiter,
}: OpenDoorDependencies): Authenticate {
  const admitAnybody = async (id: string, request: Request, lifetime: Lifetime): Promise<Caller | AccessRefusal> => {
    if (!(await isWithinLimit(classicLimiter, request))) return 'too_many'
    const readiness = await environments.ready(id, lifetime)
    if (typeof readiness === 'string') return 'not_ready'
    return { kind: 'open', mayExplain: false, environment: readiness, keyId: undefined }
  }
  return (request, lifetime) => {
    const admitted = authenticate(request, lifetime)
    if (admitted !== 'no_key' || classicEnvironment === undefined) return admitted
    return admitAnybody(classicEnvironment, request, lifetime)
  }
}
