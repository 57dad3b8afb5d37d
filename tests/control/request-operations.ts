import * as fc from 'fast-check'
import { type ControlCommand, type Outcome, controlCommand } from './control-command.ts'
import {
  type Behaviour,
  type ControlTruth,
  FLAGS,
  type FlagKey,
  type TrueRequest,
  hasSegmentOf,
  inputOf,
} from './control-truth.ts'
import { bringToLife, ifMatch } from './flag-operations.ts'
import { behaviour, behaviourAlone, configureTruth } from './targeting-operations.ts'

const REQUESTS = '/environments/production/requests'
const which = fc.nat({ max: 3 })

/** Changes of production, which others approve first. */
export function requestOperations(colleague: Colleague): readonly fc.Arbitrary<ControlCommand>[] {
  return [
    fc.tuple(fc.constantFrom(...FLAGS), behaviour).map(([flag, next]) => ask(flag, next)),
    which.map((index) => approve(index, colleague)),
    which.map((index) => approve(index, colleague)),
    which.map(approveOwn),
    which.map(apply),
    which.map(apply),
    which.map((index) => decide(index, { verb: 'withdraw', predict: predictEnd('withdrawn') })),
    which.map((index) => decide(index, { verb: 'reject', key: colleague, predict: predictEnd('rejected') })),
    fc.tuple(which, behaviour).map(([index, next]) => edit(index, next)),
  ]
}

/**
 * Requests on their whole way. Chance alone seldom brings one to its end, and twice at that, or one in the way of another:
 * each of these is in every history, however short.
 */
export function requestJourneys(colleague: Colleague): readonly fc.Arbitrary<readonly ControlCommand[]>[] {
  const parts = fc.tuple(fc.constantFrom(...FLAGS), behaviourAlone, behaviourAlone)
  const isApprovedBy = (index: number) => approve(index, colleague)
  return [
    ([flag, one]: Journey) => [ask(flag, one), approveOwn(0), apply(0), isApprovedBy(0), apply(0), apply(0)],
    ([flag, one, other]: Journey) => [
      ask(flag, one),
      ask(flag, other),
      isApprovedBy(1),
      isApprovedBy(0),
      apply(1),
      apply(0),
    ],
    ([flag, one, other]: Journey) => [ask(flag, one), isApprovedBy(0), edit(0, other), apply(0)],
  ].map((steps) => parts.map((journey) => [...bringToLife(journey[0]), ...steps(journey)]))
}

/** The key of somebody else than the author. */
type Colleague = () => string
type Journey = readonly [FlagKey, Behaviour, Behaviour]

function approve(index: number, key: Colleague): ControlCommand {
  const predict = (request: TrueRequest): Outcome => ({
    status: 200,
    entries: 1,
    learn: () => proceed(request, { isApproved: true }),
  })
  return decide(index, { verb: 'approve', key, predict })
}

function approveOwn(index: number): ControlCommand {
  return decide(index, { verb: 'approve', predict: () => ({ status: 409 }) })
}

function apply(index: number): ControlCommand {
  return decide(index, { verb: 'apply', predict: predictApplying })
}

function ask(key: FlagKey, next: Behaviour): ControlCommand {
  return controlCommand({
    name: `ask for ${key}: ${JSON.stringify(next)}`,
    flag: key,
    request: () => ({ path: `/environments/production/flags/${key}/requests`, body: { change: inputOf(next) } }),
    predict: (truth) => {
      const flag = truth.flags.get(key)
      if (flag === undefined || flag.state === 'deleted') return { status: 404 }
      if (!hasSegmentOf(truth, 'production', next)) return { status: 422 }
      const facts = { flag: key, state: 'open', version: 1, behaviour: next, isApproved: false } as const
      const { version: baseVersion } = flag.in.production
      return {
        status: 201,
        entries: 1,
        learn: ({ body }) => void truth.requests.push({ ...facts, id: body.id, baseVersion }),
      }
    },
  })
}

/** Whoever approved it approved something else. */
function edit(index: number, next: Behaviour): ControlCommand {
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
      if (!hasSegmentOf(truth, 'production', next)) return { status: 422 }
      const { version: baseVersion = 0 } = truth.flags.get(request.flag)?.in.production ?? {}
      const learn = () => proceed(request, { behaviour: next, isApproved: false, baseVersion })
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

function decide(index: number, { verb, key, predict }: Decision): ControlCommand {
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
  const flag = truth.flags.get(request.flag)
  if (!request.isApproved || flag?.state === 'archived') return { status: 409 }
  if (flag === undefined || flag.state === 'deleted') return { status: 404 }
  const configuration = flag.in.production
  if (configuration.version !== request.baseVersion) return { status: 412 }
  if (!hasSegmentOf(truth, 'production', request.behaviour)) return { status: 422 }
  const learn = () => {
    proceed(request, { state: 'applied' })
    configureTruth(configuration, request.behaviour)
  }
  return { status: 200, entries: 2, publishes: ['production'], learn }
}

function predictEnd(state: 'rejected' | 'withdrawn') {
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
