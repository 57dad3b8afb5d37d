import type * as fc from 'fast-check'
import { expect } from 'vitest'
import type { Answer, CallOptions } from '../harness/http.ts'
import { type ControlTruth, ENVIRONMENTS, type EnvironmentKey, type FlagKey, inputOf } from './control-truth.ts'
import type { ControlWorld } from './control-world.ts'

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
  /** Where edges must get a higher version. */
  readonly publishes?: readonly EnvironmentKey[]
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
}

/** One request with the model's prediction of its answer, of the audit, of the versions and of what is to be seen afterwards. */
export function controlCommand({
  name,
  isPossible = () => true,
  request,
  predict,
  flag,
}: ControlParts): ControlCommand {
  return {
    check: (truth) => isPossible(truth),
    run: async (truth, world) => {
      truth.performed++
      const before = world.look()
      const { status, entries = 0, publishes = [], learn } = predict(truth)
      const { path, ...options } = request(truth)
      const answer = await world.call(path, options)
      expect(answer.status, `${name}: ${answer.text}`).toBe(status)
      learn?.(answer)
      const after = world.look()
      expect(after.entries - before.entries, `${name}: audit entries`).toBe(entries)
      for (const environment of ENVIRONMENTS) {
        const grown = after.versions[environment] - before.versions[environment]
        expect(grown, `${name}: version in ${environment}`).toBeGreaterThanOrEqual(
          publishes.includes(environment) ? 1 : 0,
        )
      }
      if (flag !== undefined) await checkFlag(world, truth, flag)
    },
    toString: () => name,
  }
}

/** What the API shows of a flag is what the model says. */
async function checkFlag(world: ControlWorld, truth: ControlTruth, key: FlagKey): Promise<void> {
  const flag = truth.flags.get(key)
  const shown = await world.call(`/flags/${key}`)
  if (flag === undefined || flag.state === 'deleted') return expect(shown.status).toBe(404)
  expect(shown.body).toMatchObject({ key, version: flag.version })
  expect(shown.body.archivedAt === null, `${key} is live`).toBe(flag.state === 'live')
  for (const environment of ENVIRONMENTS) {
    const { behaviour, version } = flag.in[environment]
    const { body } = await world.call(`/environments/${environment}/flags/${key}`)
    expect(body).toMatchObject({ ...inputOf(behaviour), version })
  }
}
