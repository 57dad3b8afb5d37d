import { type ControlCommand, type Outcome, controlCommand } from './control-command.ts'
import {
  type Behaviour,
  type ControlTruth,
  ENVIRONMENTS,
  type Everywhere,
  type TrueFlag,
  type TrueRequest,
  hasSegmentOf,
  inputOf,
} from './control-truth.ts'
import { become, bury, fits, ifMatch, openRequests, show } from './flag-operations.ts'
import { configureTruth } from './targeting-operations.ts'
import { requestsConfiguring, takeApprovalsBack } from './voided-requests.ts'

const REQUESTS = '/environments/production/requests'

export function approve(index: number, key: () => string): ControlCommand {
  return decide(index, { verb: 'approve', key, predict: predictApproval })
}

export function approveOwn(index: number): ControlCommand {
  return decide(index, { verb: 'approve', predict: () => ({ status: 409 }) })
}

export function apply(index: number): ControlCommand {
  return decide(index, { verb: 'apply', predict: predictApplying })
}

function predictApproval(request: TrueRequest): Outcome {
  return { status: 200, entries: 1, learn: () => proceed(request, { isApproved: true }) }
}

/** Whoever approved it approved something else. */
export function edit(index: number, next: Behaviour): ControlCommand {
  return controlCommand({
    name: `ask for something else in request ${index}: ${JSON.stringify(next)}`,
    changeRequest: (truth) => latest(truth, index),
    isPossible: (truth) => isOfLiveFlag(truth, index),
    request: (truth) => {
      const { id, version } = latest(truth, index)
      const body = { change: inputOf(next) }
      return { method: 'PATCH', path: `${REQUESTS}/${id}`, body, headers: ifMatch(version, true) }
    },
    predict: (truth) => {
      const request = latest(truth, index)
      if (request.state !== 'open') return { status: 409 }
      if (typeof request.asked === 'string') return { status: 422 }
      if (!hasSegmentOf(truth, 'production', next)) return { status: 422 }
      const { version: baseVersion = 0 } = truth.flags.get(request.flag)?.in.production ?? {}
      const learn = () => proceed(request, { asked: next, isApproved: false, baseVersion })
      return { status: 200, entries: 1, learn }
    },
  })
}

interface Decision {
  readonly verb: string
  readonly key?: () => string
  /** Of a request that is open. */
  readonly predict: (request: TrueRequest, truth: ControlTruth) => Outcome
}

export function decide(index: number, { verb, key, predict }: Decision): ControlCommand {
  return controlCommand({
    name: `${verb} request ${index}`,
    changeRequest: (truth) => latest(truth, index),
    isPossible: (truth) => isOfLiveFlag(truth, index),
    request: (truth) => {
      const { id, version } = latest(truth, index)
      const as = key === undefined ? {} : { key: key() }
      return { method: 'POST', path: `${REQUESTS}/${id}/${verb}`, ...as, headers: ifMatch(version, true) }
    },
    predict: (truth) => {
      const request = latest(truth, index)
      return request.state === 'open' ? predict(request, truth) : { status: 409 }
    },
  })
}

function predictApplying(request: TrueRequest, truth: ControlTruth): Outcome {
  const { asked } = request
  const flag = truth.flags.get(request.flag)
  if (!request.isApproved) return { status: 409 }
  if (flag === undefined || flag.state === 'deleted') return { status: 404 }
  if (typeof asked === 'string') return predictEverywhere({ request, flag, asked }, truth)
  if (flag.state === 'archived') return { status: 409 }
  const configuration = flag.in.production
  if (configuration.version !== request.baseVersion) return { status: 412 }
  if (!hasSegmentOf(truth, 'production', asked)) return { status: 422 }
  const learn = () => {
    proceed(request, { state: 'applied' })
    configureTruth(configuration, asked)
  }
  return { status: 200, entries: 2, publishes: ['production'], learn }
}

interface EverywhereStep {
  readonly request: TrueRequest
  readonly flag: TrueFlag
  readonly asked: Everywhere
}

function predictEverywhere({ request, flag, asked }: EverywhereStep, truth: ControlTruth): Outcome {
  if (flag.version !== request.baseVersion) return { status: 412 }
  const end = () => proceed(request, { state: 'applied' })
  if (flag.state === (asked === 'archive' ? 'archived' : 'live') && (asked === 'archive' || asked === 'restore')) {
    return { status: 200, entries: 1, learn: end }
  }
  if (asked === 'restore' && !fits(truth, flag)) return { status: 409 }
  const ended = asked === 'delete' ? openRequests(truth, request.flag).length - 1 : 0
  const voided = isNoticed(flag, asked) ? requestsConfiguring(truth, request.flag) : []
  const learn = () => {
    end()
    takeApprovalsBack(voided)
    becomeAsked(truth, { request, flag, asked })
  }
  return { status: 200, entries: 2 + ended + voided.length, publishes: ENVIRONMENTS, learn }
}

/** Whether it becomes another flag by that; where it ends, its requests end with it. */
function isNoticed({ clientVisible }: TrueFlag, asked: Everywhere): boolean {
  if (asked === 'show' || asked === 'hide') return clientVisible !== (asked === 'show')
  return asked !== 'delete'
}

function becomeAsked(truth: ControlTruth, { request, flag, asked }: EverywhereStep): void {
  if (asked === 'delete') return bury(truth, request.flag, flag)
  if (asked === 'archive') return become(flag, 'archived')
  if (asked === 'restore') return become(flag, 'live')
  show(flag, asked === 'show')
}

export function predictEnd(state: 'rejected' | 'withdrawn') {
  return (request: TrueRequest): Outcome => ({ status: 200, entries: 1, learn: () => proceed(request, { state }) })
}

function proceed(request: TrueRequest, changed: Partial<TrueRequest>): void {
  Object.assign(request, changed)
  request.version++
}

/** Counted from the newest. */
function latest({ requests }: ControlTruth, index: number): TrueRequest {
  const request = requests.at(-1 - index)
  if (request === undefined) throw new Error(`expected ${index + 1} requests`)
  return request
}

/** A request for a flag that was deleted is left alone: nobody looks at it any more. */
function isOfLiveFlag(truth: ControlTruth, index: number): boolean {
  const flag = truth.requests.at(-1 - index)?.flag
  return flag !== undefined && truth.flags.get(flag)?.state !== 'deleted'
}
