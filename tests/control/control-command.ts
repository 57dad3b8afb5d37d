import type * as fc from 'fast-check'
import { expect } from 'vitest'
import type { Answer, CallOptions } from '../harness/http.ts'
import {
  type ControlTruth,
  ENVIRONMENTS,
  type EnvironmentKey,
  type FlagKey,
  type TrueRequest,
  inputOf,
} from './control-truth.ts'
import type { ControlWorld, Look } from './control-world.ts'

export type ControlCommand = fc.AsyncCommand<ControlTruth, ControlWorld>

export interface Request extends CallOptions {
  /** Below the project. */
  readonly path: string
}

/** What must come of a request. */
export interface Outcome {
  readonly status: number
  /** Audit entries; none for what is refused. */
  readonly entries?: number
  /** Where edges must get a higher version; nowhere else may they. */
  readonly publishes?: readonly EnvironmentKey[]
  /** Whether edges must get another table of production's keys. */
  readonly changesKeys?: boolean
  /** What is true from then on. */
  readonly learn?: (answer: Answer) => void
}

export interface ControlParts {
  /** As it stands in the counterexample of a failed run. */
  readonly name: string
  /** Whether there is anything to ask it of. */
  readonly isPossible?: (truth: ControlTruth) => boolean
  readonly request: (truth: ControlTruth) => Request
  readonly predict: (truth: ControlTruth) => Outcome
  /** Looked at afterwards. */
  readonly flag?: FlagKey
  readonly changeRequest?: (truth: ControlTruth) => TrueRequest
}

/** One request with the model's prediction of its answer, of the audit, of the versions and of what is to be seen afterwards. */
export function controlCommand({
  name,
  isPossible = () => true,
  request,
  predict,
  flag,
  changeRequest,
}: ControlParts): ControlCommand {
  return {
    check: (truth) => isPossible(truth),
    run: async (truth, world) => {
      truth.performed++
      const before = world.look()
      const outcome = predict(truth)
      const { path, ...options } = request(truth)
      const answer = await world.call(path, options)
      expect(answer.status, `${name}: ${answer.text}`).toBe(outcome.status)
      outcome.learn?.(answer)
      const after = world.look()
      expect(after.entries - before.entries, `${name}: audit entries`).toBe(outcome.entries ?? 0)
      for (const environment of ENVIRONMENTS) checkVersions(name, { before, after, environment, outcome })
      if (flag !== undefined) await checkFlag(world, truth, flag)
      if (changeRequest !== undefined) await checkRequest(world, changeRequest(truth))
    },
    toString: () => name,
  }
}

interface Looks {
  readonly before: Look
  readonly after: Look
  readonly environment: EnvironmentKey
  readonly outcome: Outcome
}

/** Edges get a version where the model says so and only there, and each one is in the outbox. */
function checkVersions(name: string, { before, after, environment, outcome }: Looks): void {
  const { publishes = [], changesKeys = false } = outcome
  const [then, now] = [before.environments[environment], after.environments[environment]]
  const said = `${name}: in ${environment}`
  expect(now.version > then.version, `${said}: a new ruleset`).toBe(publishes.includes(environment))
  const hasNewKeys = now.accessVersion > then.accessVersion
  expect(hasNewKeys, `${said}: another table of keys`).toBe(changesKeys && environment === 'production')
  if (now.version > then.version) expect(now.recorded.version, `${said}: outbox`).toBe(now.version)
  if (hasNewKeys) expect(now.recorded.accessVersion, `${said}: outbox`).toBe(now.accessVersion)
}

async function checkRequest(world: ControlWorld, { id, state, version }: TrueRequest): Promise<void> {
  const { body } = await world.call(`/environments/production/requests/${id}`)
  expect(body, `request ${id}`).toMatchObject({ state, version })
}

/** What the API shows of a flag is what the model says. */
async function checkFlag(world: ControlWorld, truth: ControlTruth, key: FlagKey): Promise<void> {
  const flag = truth.flags.get(key)
  const shown = await world.call(`/flags/${key}`)
  if (flag === undefined || flag.state === 'deleted') return expect(shown.status).toBe(404)
  expect(shown.body).toMatchObject({ key, version: flag.version, clientVisible: flag.clientVisible })
  expect(shown.body.archivedAt === null, `${key} is live`).toBe(flag.state === 'live')
  for (const environment of ENVIRONMENTS) {
    const { behaviour, version } = flag.in[environment]
    const { body } = await world.call(`/environments/${environment}/flags/${key}`)
    expect(body).toMatchObject({ ...inputOf(behaviour), version })
  }
}
