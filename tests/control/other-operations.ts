import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { type ControlCommand, type Outcome, controlCommand } from './control-command.ts'
import { type ControlTruth, ENVIRONMENTS, SEGMENTS, type TrueKey } from './control-truth.ts'
import { ifMatch } from './flag-operations.ts'
import { type SegmentPlace, requestsNaming, takeApprovalsBack } from './voided-requests.ts'

const KEYS = '/environments/production/keys'
const MOST_KEYS = 8
const place = fc.record({ segment: fc.constantFrom(...SEGMENTS), environment: fc.constantFrom(...ENVIRONMENTS) })
const people = fc.uniqueArray(fc.constantFrom('ana', 'bob', 'joão'))
const which = fc.nat({ max: MOST_KEYS })

/** Segments, keys, and an origin that starts again. */
export const otherOperations: readonly fc.Arbitrary<ControlCommand>[] = [
  fc.tuple(place, people).map(([at, included]) => createSegment(at, included)),
  fc.tuple(place, people, fc.boolean()).map(([at, included, isRight]) => fillSegment(at, included, isRight)),
  place.map(removeSegment),
  fc.constantFrom('srv', 'cli').map(createKey),
  which.map(rotateKey),
  which.map(revokeKey),
  fc.constant(restart()),
]

export function createSegment(at: SegmentPlace, included: readonly string[]): ControlCommand {
  const { segment, environment } = at
  return controlCommand({
    name: `create segment ${segment} in ${environment}: ${included.join()}`,
    request: () => ({ path: `/environments/${environment}/segments`, body: { key: segment, included } }),
    predict: (truth) => {
      const segments = truth.segments[environment]
      if (segments.has(segment)) return { status: 409 }
      return becoming(truth, at, { status: 201, learn: () => segments.set(segment, { included, version: 1 }) })
    },
  })
}

export function fillSegment(at: SegmentPlace, included: readonly string[], isRight: boolean): ControlCommand {
  const { segment, environment } = at
  return controlCommand({
    name: `fill segment ${segment} in ${environment}: ${included.join()}${isRight ? '' : ', too late'}`,
    request: ({ segments }) => ({
      method: 'PUT',
      path: `/environments/${environment}/segments/${segment}/ids`,
      body: { included },
      headers: ifMatch(segments[environment].get(segment)?.version, isRight),
    }),
    predict: (truth) => {
      const segments = truth.segments[environment]
      const now = segments.get(segment)
      if (now === undefined) return { status: 404 }
      if (!isRight) return { status: 412 }
      const isSame = isDeepStrictEqual(new Set(now.included), new Set(included))
      if (environment === 'production' && !isSame && isUsed(truth, at)) return { status: 409 }
      const learn = () => segments.set(segment, { included, version: now.version + 1 })
      if (isSame) return { status: 200, entries: 1, learn }
      return becoming(truth, at, { status: 200, publishes: [environment], learn })
    },
  })
}

function removeSegment(at: SegmentPlace): ControlCommand {
  const { segment, environment } = at
  return controlCommand({
    name: `delete segment ${segment} in ${environment}`,
    request: () => ({
      method: 'DELETE',
      path: `/environments/${environment}/segments/${segment}`,
      headers: { 'if-match': '*' },
    }),
    predict: (truth) => {
      const segments = truth.segments[environment]
      if (!segments.has(segment)) return { status: 404 }
      if (isUsed(truth, at)) return { status: 409 }
      return becoming(truth, at, { status: 204, learn: () => segments.delete(segment) })
    },
  })
}

/** The segment becomes another: what was approved with it in mind is not approved any more. */
function becoming(truth: ControlTruth, at: SegmentPlace, outcome: Outcome): Outcome {
  const voided = requestsNaming(truth, at)
  const learn: Outcome['learn'] = (answer) => {
    outcome.learn?.(answer)
    takeApprovalsBack(voided)
  }
  return { ...outcome, entries: 1 + voided.length, learn }
}

function isUsed({ flags }: ControlTruth, { segment, environment }: SegmentPlace): boolean {
  return [...flags.values()].some(
    ({ state, in: environments }) => state === 'live' && environments[environment].behaviour.rule === segment,
  )
}

function createKey(kind: 'srv' | 'cli'): ControlCommand {
  return controlCommand({
    name: `create a ${kind} key`,
    isPossible: ({ keys }) => keys.filter(({ isRevoked }) => !isRevoked).length < MOST_KEYS,
    request: () => ({ path: KEYS, body: { name: kind, kind } }),
    predict: ({ keys }) => ({
      status: 201,
      entries: 1,
      changesKeys: true,
      learn: ({ body }) => void keys.push(newKey(body)),
    }),
  })
}

function rotateKey(index: number): ControlCommand {
  return keyCommand(index, {
    name: 'rotate',
    request: (id) => ({ path: `${KEYS}/${id}/rotate`, body: { overlapSeconds: 86_400 } }),
    predict: ({ isRevoked }, { keys }) =>
      isRevoked
        ? { status: 404 }
        : { status: 201, entries: 2, changesKeys: true, learn: ({ body }) => void keys.push(newKey(body)) },
  })
}

function revokeKey(index: number): ControlCommand {
  return keyCommand(index, {
    name: 'revoke',
    request: (id) => ({ path: `${KEYS}/${id}`, method: 'DELETE' }),
    predict: (key) =>
      key.isRevoked
        ? { status: 204 }
        : { status: 204, entries: 1, changesKeys: true, learn: () => void (key.isRevoked = true) },
  })
}

interface KeyAct {
  readonly name: string
  readonly request: (id: string) => { readonly path: string; readonly method?: string; readonly body?: object }
  readonly predict: (key: TrueKey, truth: ControlTruth) => Outcome
}

function keyCommand(index: number, { name, request, predict }: KeyAct): ControlCommand {
  const keyOf = ({ keys }: ControlTruth): TrueKey => {
    const key = keys.at(-1 - index)
    if (key === undefined) throw new Error(`expected ${index + 1} keys`)
    return key
  }
  return controlCommand({
    name: `${name} key ${index}`,
    isPossible: ({ keys }) => index < keys.length,
    request: (truth) => request(keyOf(truth).id),
    predict: (truth) => predict(keyOf(truth), truth),
  })
}

function newKey({ id, key }: { readonly id: string; readonly key: string }): TrueKey {
  return { id, text: key, isRevoked: false }
}

function restart(): ControlCommand {
  return {
    check: () => true,
    run: async (truth, world) => {
      truth.performed++
      await world.restart()
    },
    toString: () => 'restart the origin',
  }
}
