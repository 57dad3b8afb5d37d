import type { ControlTruth, EnvironmentKey, FlagKey, SegmentKey, TrueRequest } from './control-truth.ts'

export interface SegmentPlace {
  readonly segment: SegmentKey
  readonly environment: EnvironmentKey
}

/** The open requests after which a flag would decide by a segment: somebody looks anew when that becomes another. */
export function requestsNaming({ flags, requests }: ControlTruth, place: SegmentPlace): readonly TrueRequest[] {
  const { segment, environment } = place
  return requests.filter(({ state, flag, asked }) => {
    if (state !== 'open') return false
    if (typeof asked === 'object') return environment === 'production' && asked.rule === segment
    return asked === 'restore' && flags.get(flag)?.in[environment].behaviour.rule === segment
  })
}

/** The open requests that say what a flag is to do in production. */
export function requestsConfiguring({ requests }: ControlTruth, key: FlagKey): readonly TrueRequest[] {
  return requests.filter(({ state, flag, asked }) => state === 'open' && flag === key && typeof asked === 'object')
}

export function takeApprovalsBack(requests: readonly TrueRequest[]): void {
  for (const request of requests) {
    request.isApproved = false
    request.version++
  }
}
