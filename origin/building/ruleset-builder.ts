import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'
import { joinRuleset } from '../../shared/contracts/ruleset.ts'
import type { PublishingRepository } from '../publishing/publishing-repository.ts'
import { type KeptFlag, keepFlags } from './kept-flags.ts'
import { type PackedBody, packBody } from './pack-body.ts'
import { type BrokenFlag, proveFlags } from './prove-flags.ts'

/** A ruleset as it goes to Redis. */
export interface BuiltRuleset extends PackedBody {
  readonly version: number
  /** How many flags are in it. */
  readonly flags: number
  /** Flags that the edge's own code could not decide, with the reason; they answer with an error there. */
  readonly broken: readonly BrokenFlag[]
}

/** Makes the newest ruleset of an environment out of the database, and reads it with the edge's own code. */
export interface RulesetBuilder {
  /**
   * A ruleset over a limit is refused, with the version that it has: edges go on with the one before.
   * @throws when the database does not answer
   */
  readonly build: (environmentId: string) => Promise<BuildOutcome>
}

export interface BuildOutcome {
  readonly version: number
  readonly result: ParseResult<BuiltRuleset>
}

/** Builds where it is called, and keeps what it read: a change of one flag among 10 000 reads, encodes and proves one. */
export function createRulesetBuilder(repository: Pick<PublishingRepository, 'rulesetBeside'>): RulesetBuilder {
  const kept = new Map<string, ReadonlyMap<number, KeptFlag>>()
  return {
    build: async (environmentId) => {
      const before = kept.get(environmentId) ?? new Map<number, KeptFlag>()
      const ruleset = repository.rulesetBeside(
        environmentId,
        new Map([...before].map(([id, { stamp }]) => [id, stamp])),
      )
      const flags = keepFlags(before, ruleset.flags)
      kept.set(environmentId, flags)
      const { version } = ruleset
      const bytes = joinRuleset(ruleset, { flags: [...flags.values()].map(({ encoded }) => encoded), segments: [] })
      const proved = proveFlags(bytes, flags)
      if (!proved.ok) return { version, result: proved }
      const packed = await packBody(bytes)
      if (!packed.ok) return { version, result: packed }
      return { version, result: parsed({ ...packed.value, version, flags: flags.size, broken: proved.value }) }
    },
  }
}
