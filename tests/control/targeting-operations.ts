import * as fc from 'fast-check'
import { type ControlCommand, type Outcome, controlCommand } from './control-command.ts'
import {
  type Behaviour,
  type ControlTruth,
  ENVIRONMENTS,
  type EnvironmentKey,
  FLAGS,
  type FlagKey,
  SEGMENTS,
  type TrueConfiguration,
  hasSegmentOf,
  inputOf,
  isAllowedAlone,
} from './control-truth.ts'
import { ifMatch } from './flag-operations.ts'

/** Of a flag that needs nothing around it. */
export const behaviourAlone: fc.Arbitrary<Behaviour> = fc.record({
  enabled: fc.boolean(),
  rule: fc.constantFrom('none', 'country'),
  serve: fc.constantFrom('on', 'off'),
})
export const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  enabled: fc.boolean(),
  rule: fc.constantFrom('none', 'country', ...SEGMENTS),
  serve: fc.constantFrom('on', 'off'),
})
const place = fc.record({ flag: fc.constantFrom(...FLAGS), environment: fc.constantFrom(...ENVIRONMENTS) })

interface Place {
  readonly flag: FlagKey
  readonly environment: EnvironmentKey
}

/** What a flag does in one environment: edited, switched off, brought back, taken over. */
export const targetingOperations: readonly fc.Arbitrary<ControlCommand>[] = [
  fc.tuple(place, behaviour, fc.boolean()).map(([at, next, isRight]) => configure(at, next, isRight)),
  place.map(kill),
  fc.tuple(place, fc.integer({ min: 1, max: 6 })).map(([at, version]) => restoreVersion(at, version)),
  fc.tuple(place, fc.boolean()).map(([at, isRight]) => promote(at, isRight)),
]

/** Makes the change in the model, as history will know it. */
export function configureTruth(configuration: TrueConfiguration, next: Behaviour): void {
  const { history, version } = configuration
  if (!history.has(version)) history.set(version, configuration.behaviour)
  configuration.behaviour = next
  configuration.isConfigured = true
  configuration.version++
  history.set(configuration.version, next)
}

function configure(at: Place, next: Behaviour, isRight: boolean): ControlCommand {
  return changeOf(at, isRight, {
    name: `configure ${JSON.stringify(next)}`,
    send: { method: 'PATCH', suffix: '', body: inputOf(next) },
    next: () => next,
  })
}

function kill(at: Place): ControlCommand {
  return changeOf(at, true, {
    name: 'switch off',
    send: { method: 'PATCH', suffix: '', body: { enabled: false } },
    next: ({ behaviour: now }) => ({ ...now, enabled: false }),
  })
}

function restoreVersion(at: Place, version: number): ControlCommand {
  return changeOf(at, true, {
    name: `bring version ${version} back`,
    send: { method: 'POST', suffix: '/restore', body: { version } },
    next: ({ history }) => history.get(version),
  })
}

function promote(at: Place, isRight: boolean): ControlCommand {
  const from = at.environment === 'production' ? 'development' : 'production'
  return changeOf(at, isRight, {
    name: `take over from ${from}`,
    send: { method: 'POST', suffix: '/promote', body: { from } },
    next: (_now, truth) => truth.flags.get(at.flag)?.in[from].behaviour,
  })
}

interface ConfigurationChange {
  readonly name: string
  readonly send: { readonly method: string; readonly suffix: string; readonly body: object }
  /** `undefined` where there is no such thing. */
  readonly next: (now: TrueConfiguration, truth: ControlTruth) => Behaviour | undefined
}

function changeOf(at: Place, isRight: boolean, { name, send, next }: ConfigurationChange): ControlCommand {
  const { method, suffix, body } = send
  return controlCommand({
    name: `${at.flag} in ${at.environment}: ${name}${isRight ? '' : ', too late'}`,
    flag: at.flag,
    request: ({ flags }) => ({
      method,
      path: `/environments/${at.environment}/flags/${at.flag}${suffix}`,
      body,
      headers: ifMatch(flags.get(at.flag)?.in[at.environment].version, isRight),
    }),
    predict: (truth) => predictChange(truth, at, { isRight, next }),
  })
}

/** In the order in which a change is refused. */
function predictChange(
  truth: ControlTruth,
  { flag: key, environment }: Place,
  { isRight, next }: Pick<ConfigurationChange, 'next'> & { readonly isRight: boolean },
): Outcome {
  const flag = truth.flags.get(key)
  if (flag === undefined || flag.state === 'deleted') return { status: 404 }
  const now = flag.in[environment]
  const then = next(now, truth)
  if (then === undefined) return { status: 404 }
  if (flag.state === 'archived') return { status: 409 }
  if (!isRight) return { status: 412 }
  if (!isAllowedAlone(environment, now.behaviour, then)) return { status: 409 }
  if (!hasSegmentOf(truth, environment, then)) return { status: 422 }
  return { status: 200, entries: 1, publishes: [environment], learn: () => configureTruth(now, then) }
}
