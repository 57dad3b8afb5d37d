import type { Database } from '../../origin/db/open-database.ts'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'

/** A key as the model knows it. */
export interface ModelKey {
  readonly id: string
  readonly text: string
  readonly sha256: string
  readonly kind: 'srv' | 'cli'
  readonly expiresAtMs: number | null
  revokedAtMs: number | undefined
}

/** All that was ever committed, whatever became of it since: what an edge says is held against this. */
export interface ModelTruth {
  /** Notes the version that was committed last. */
  readonly note: () => void
  readonly isCommitted: (version: number) => boolean
  /** What a bulk evaluation by a key of this kind has to answer, by the pure evaluator. */
  readonly answers: (version: number, question: TruthQuestion) => readonly object[]
  readonly keys: ModelKey[]
}

export interface TruthQuestion {
  readonly kind: ModelKey['kind']
  readonly context: EvaluationContext
  readonly nowMs: number
}

export function createModelTruth(database: Database, environmentId: string): ModelTruth {
  const repository = createPublishingRepository(database)
  const committed = new Map<number, Ruleset>()
  return {
    note: () => {
      const version = repository.versionsOf(environmentId)?.version ?? 0
      if (!committed.has(version)) committed.set(version, repository.ruleset(environmentId))
    },
    isCommitted: (version) => committed.has(version),
    answers: (version, { kind, context, nowMs }) => {
      const ruleset = committed.get(version)
      if (ruleset === undefined) throw new Error(`version ${version} was never committed`)
      const compiled = compileRuleset(encodeRuleset(ruleset))
      if (!compiled.ok) throw new Error(`version ${version} cannot be read`)
      return ruleset.flags
        .filter(({ clientVisible }) => kind === 'srv' || clientVisible)
        .map(({ key }) => {
          const flag = compiled.value.flag(key)
          if (flag === undefined) throw new Error(`version ${version} has lost ${key}`)
          const resolution = evaluateFlag(flag, context, nowMs)
          if (!('variant' in resolution)) throw new Error(`${key} cannot be decided`)
          const { value, variant, reason } = resolution
          return { key, value, reason, variant }
        })
    },
    keys: [],
  }
}

export function isLive({ revokedAtMs, expiresAtMs }: ModelKey, nowMs: number): boolean {
  return revokedAtMs === undefined && (expiresAtMs === null || nowMs < expiresAtMs)
}
