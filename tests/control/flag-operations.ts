import * as fc from 'fast-check'
import { type ControlCommand, type ControlParts, type Outcome, controlCommand } from './control-command.ts'
import {
  type ControlTruth,
  ENVIRONMENTS,
  FLAGS,
  type FlagKey,
  NEW_BEHAVIOUR,
  type TrueFlag,
  type TrueRequest,
  hasSegmentOf,
  isGuarded,
  newFlag,
} from './control-truth.ts'

export const flagKey = fc.constantFrom(...FLAGS)
const REFUSED = { notFound: { status: 404 }, conflict: { status: 409 }, stale: { status: 412 } } as const

/** Flags as they are everywhere: made, edited, archived, brought back, deleted. */
export const flagOperations: readonly fc.Arbitrary<ControlCommand>[] = [
  fc.tuple(flagKey, fc.boolean()).map(([key, reuses]) => create(key, reuses)),
  flagKey.map(repeat),
  fc.tuple(flagKey, fc.boolean(), fc.boolean()).map(([key, isVisible, isRight]) => edit(key, isVisible, isRight)),
  fc.tuple(flagKey, fc.boolean()).map(([key, isRight]) => archive(key, isRight)),
  fc.tuple(flagKey, fc.boolean()).map(([key, isRight]) => restore(key, isRight)),
  fc.tuple(flagKey, fc.boolean()).map(([key, isRight]) => remove(key, isRight)),
]

/** The version that stands, or one that does not. */
export function ifMatch(version: number | undefined, isRight: boolean): Readonly<Record<string, string>> {
  return { 'if-match': `"${(version ?? 0) - (isRight ? 0 : 1)}"` }
}

/** So that there is a flag to do something with, whatever became of it. */
export function bringToLife(key: FlagKey): readonly ControlCommand[] {
  return [create(key, true), restore(key, true)]
}

function create(key: FlagKey, reuses: boolean): ControlCommand {
  return controlCommand({
    name: `create ${key}${reuses ? ', also where it was deleted' : ''}`,
    flag: key,
    request: () => ({ path: '/flags', body: { key, type: 'boolean', ...(reuses ? { reuseDeletedKey: true } : {}) } }),
    predict: (truth) => predictCreation(truth, key, reuses),
  })
}

function predictCreation(truth: ControlTruth, key: FlagKey, reuses: boolean): Outcome {
  const flag = truth.flags.get(key)
  if (flag !== undefined && (flag.state !== 'deleted' || !reuses)) return REFUSED.conflict
  const learn = () => {
    if (flag === undefined) truth.flags.set(key, newFlag())
    else become(flag, 'live', true)
  }
  return { status: 201, entries: 1, publishes: ENVIRONMENTS, learn }
}

/** The same creation again, after an answer that never arrived: it says what it said, and nothing happens twice. */
export function repeat(key: FlagKey): ControlCommand {
  const idempotencyKey = `make-${key}-once`
  const request = { path: '/flags', body: { key, type: 'boolean' }, headers: { 'idempotency-key': idempotencyKey } }
  return controlCommand({
    name: `create ${key} once, however often`,
    flag: key,
    request: () => request,
    predict: (truth) => {
      if (truth.answered.has(key)) return { status: 201 }
      const outcome = predictCreation(truth, key, false)
      if (outcome.status !== 201) return outcome
      const learn: Outcome['learn'] = (answer) => {
        outcome.learn?.(answer)
        truth.answered.add(key)
      }
      return { ...outcome, learn }
    },
  })
}

function edit(key: FlagKey, clientVisible: boolean, isRight: boolean): ControlCommand {
  return changeOf(key, isRight, {
    name: `${clientVisible ? 'show' : 'hide'} ${key}`,
    send: { method: 'PATCH', path: `/flags/${key}`, body: { clientVisible } },
    predict: (flag, truth) => {
      if (flag.clientVisible !== clientVisible && isGuarded(truth, key)) return REFUSED.conflict
      return becoming(() => show(flag, clientVisible))
    },
  })
}

function archive(key: FlagKey, isRight: boolean): ControlCommand {
  return changeOf(key, isRight, {
    name: `archive ${key}`,
    send: { method: 'POST', path: `/flags/${key}/archive?allowMassRemoval=true` },
    predict: (flag, truth) => {
      if (flag.state === 'archived') return { status: 200 }
      return isGuarded(truth, key) ? REFUSED.conflict : becoming(() => become(flag, 'archived'))
    },
  })
}

function restore(key: FlagKey, isRight: boolean): ControlCommand {
  return changeOf(key, isRight, {
    name: `bring ${key} back`,
    send: { method: 'POST', path: `/flags/${key}/restore` },
    predict: (flag, truth) => {
      if (flag.state === 'live') return { status: 200 }
      if (isGuarded(truth, key) || !fits(truth, flag)) return REFUSED.conflict
      return becoming(() => become(flag, 'live'))
    },
  })
}

function remove(key: FlagKey, isRight: boolean): ControlCommand {
  return changeOf(key, isRight, {
    name: `delete ${key}`,
    send: { method: 'DELETE', path: `/flags/${key}?allowMassRemoval=true` },
    predict: (flag, truth) => {
      if (isGuarded(truth, key)) return REFUSED.conflict
      const entries = 1 + openRequests(truth, key).length
      return { status: 204, entries, publishes: ENVIRONMENTS, learn: () => bury(truth, key, flag) }
    },
  })
}

interface FlagChange {
  readonly name: string
  readonly send: ReturnType<ControlParts['request']>
  /** Of a flag that is there and at this version. */
  readonly predict: (flag: TrueFlag, truth: ControlTruth) => Outcome
}

function changeOf(key: FlagKey, isRight: boolean, { name, send, predict }: FlagChange): ControlCommand {
  return controlCommand({
    name: `${name}${isRight ? '' : ', too late'}`,
    flag: key,
    request: ({ flags }) => ({ ...send, headers: ifMatch(flags.get(key)?.version, isRight) }),
    predict: (truth) => {
      const flag = truth.flags.get(key)
      if (flag === undefined || flag.state === 'deleted') return REFUSED.notFound
      return isRight ? predict(flag, truth) : REFUSED.stale
    },
  })
}

function becoming(learn: () => void): Outcome {
  return { status: 200, entries: 1, publishes: ENVIRONMENTS, learn }
}

/** Whether it can come back as it is. */
export function fits(truth: ControlTruth, flag: TrueFlag): boolean {
  return ENVIRONMENTS.every((environment) => hasSegmentOf(truth, environment, flag.in[environment].behaviour))
}

/** What ends when a flag is deleted. */
export function openRequests({ requests }: ControlTruth, key: FlagKey): readonly TrueRequest[] {
  return requests.filter(({ flag, state }) => flag === key && state === 'open')
}

export function bury(truth: ControlTruth, key: FlagKey, flag: TrueFlag): void {
  for (const request of openRequests(truth, key)) {
    request.state = 'failed'
    request.version++
  }
  become(flag, 'deleted', true)
}

export function show(flag: TrueFlag, clientVisible: boolean): void {
  flag.clientVisible = clientVisible
  become(flag, flag.state)
}

export function become(flag: TrueFlag, state: TrueFlag['state'], isReset = false): void {
  flag.state = state
  flag.version++
  if (!isReset) return
  flag.clientVisible = false
  for (const environment of ENVIRONMENTS) {
    flag.in[environment].behaviour = NEW_BEHAVIOUR
    flag.in[environment].isConfigured = false
    flag.in[environment].version++
  }
}
