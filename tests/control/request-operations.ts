import * as fc from 'fast-check'
import { type ControlCommand, controlCommand } from './control-command.ts'
import { type Behaviour, type Everywhere, FLAGS, type FlagKey, hasSegmentOf, inputOf } from './control-truth.ts'
import { apply, approve, approveOwn, decide, edit, predictEnd } from './deciding-operations.ts'
import { bringToLife, fits } from './flag-operations.ts'
import { createSegment, fillSegment } from './other-operations.ts'
import { behaviour, behaviourAlone } from './targeting-operations.ts'

const which = fc.nat({ max: 3 })
const EVERYWHERE = {
  archive: { archived: true, allowMassRemoval: true },
  restore: { archived: false },
  delete: { deleted: true, allowMassRemoval: true },
  show: { clientVisible: true },
  hide: { clientVisible: false },
} as const satisfies Record<Everywhere, object>
const everywhere = fc.constantFrom<Everywhere>('archive', 'restore', 'delete', 'show', 'hide')

const SEGMENT = { segment: 's0', environment: 'production' } as const
const WAYS = ['archive', 'restore', 'show'] as const

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
    fc.tuple(fc.constantFrom(...FLAGS), everywhere).map(([flag, asked]) => askEverywhere(flag, asked)),
  ]
}

/**
 * Requests on their whole way. Chance alone seldom brings one to its end, and twice at that, or one in the way of another:
 * each of these is in every history, however short.
 */
export function requestJourneys(colleague: Colleague): readonly fc.Arbitrary<readonly ControlCommand[]>[] {
  const parts = fc.tuple(fc.constantFrom(...FLAGS), behaviourAlone, behaviourAlone)
  const isApprovedBy = (index: number) => approve(index, colleague)
  const wholeWay = (flag: FlagKey, asked: Everywhere) => [askEverywhere(flag, asked), isApprovedBy(0), apply(0)]
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
    ([flag, one]: Journey) => [
      ask(flag, one),
      isApprovedBy(0),
      ...WAYS.flatMap((asked) => wholeWay(flag, asked)),
      apply(WAYS.length),
    ],
    ([flag, one]: Journey) => [
      createSegment(SEGMENT, []),
      ask(flag, { ...one, rule: SEGMENT.segment }),
      isApprovedBy(0),
      fillSegment(SEGMENT, ['ana'], true),
      fillSegment(SEGMENT, ['bob'], true),
      apply(0),
      isApprovedBy(0),
      apply(0),
    ],
    ([flag]: Journey) => [askEverywhere(flag, 'hide'), ...wholeWay(flag, 'delete')],
  ].map((steps) => parts.map((journey) => [...bringToLife(journey[0]), ...steps(journey)]))
}

/** The key of somebody else than the author. */
type Colleague = () => string
type Journey = readonly [FlagKey, Behaviour, Behaviour]

function ask(key: FlagKey, next: Behaviour): ControlCommand {
  return controlCommand({
    name: `ask for ${key}: ${JSON.stringify(next)}`,
    flag: key,
    request: () => ({ path: `/environments/production/flags/${key}/requests`, body: { change: inputOf(next) } }),
    predict: (truth) => {
      const flag = truth.flags.get(key)
      if (flag === undefined || flag.state === 'deleted') return { status: 404 }
      if (!hasSegmentOf(truth, 'production', next)) return { status: 422 }
      const facts = { flag: key, state: 'open', version: 1, asked: next, isApproved: false } as const
      const { version: baseVersion } = flag.in.production
      return {
        status: 201,
        entries: 1,
        learn: ({ body }) => void truth.requests.push({ ...facts, id: body.id, baseVersion }),
      }
    },
  })
}

function askEverywhere(key: FlagKey, asked: Everywhere): ControlCommand {
  return controlCommand({
    name: `ask to ${asked} ${key} everywhere`,
    flag: key,
    request: () => ({
      path: `/environments/production/flags/${key}/everywhere/requests`,
      body: { change: EVERYWHERE[asked] },
    }),
    predict: (truth) => {
      const flag = truth.flags.get(key)
      if (flag === undefined || flag.state === 'deleted') return { status: 404 }
      if (asked === 'restore' && !fits(truth, flag)) return { status: 409 }
      const facts = {
        flag: key,
        state: 'open',
        version: 1,
        baseVersion: flag.version,
        asked,
        isApproved: false,
      } as const
      return { status: 201, entries: 1, learn: ({ body }) => void truth.requests.push({ ...facts, id: body.id }) }
    },
  })
}
