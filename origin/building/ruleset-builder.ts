import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'
import { joinRuleset } from '../../shared/contracts/ruleset.ts'
import type { PublishingRepository, RulesetBeside } from '../publishing/publishing-repository.ts'
import { type EncodedFlag, type KeptFlag, encodeFlag, keepFlags } from './kept-flags.ts'
import { type KeptSegment, keepSegments, selectSegments } from './kept-segments.ts'
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

interface Kept {
  readonly flags: ReadonlyMap<number, KeptFlag>
  readonly segments: ReadonlyMap<string, KeptSegment>
}

const NOTHING: Kept = { flags: new Map(), segments: new Map() }

/** Builds where it is called, and keeps what it read: a change of one flag among 10 000 reads, encodes and proves one. */
export function createRulesetBuilder(repository: Pick<PublishingRepository, 'rulesetBeside'>): RulesetBuilder {
  const keptOf = new Map<string, Kept>()
  return {
    build: async (environmentId) => {
      const before = keptOf.get(environmentId) ?? NOTHING
      const had = { flags: stampsOf(before.flags), segments: stampsOf(before.segments) }
      const ruleset = repository.rulesetBeside(environmentId, had, encodeFlag)
      const kept: Kept = {
        flags: keepFlags(before.flags, ruleset.flags),
        segments: keepSegments(before.segments, ruleset.segments),
      }
      keptOf.set(environmentId, kept)
      return { version: ruleset.version, result: await pack(ruleset, kept) }
    },
  }
}

function stampsOf<Id>(kept: ReadonlyMap<Id, { readonly stamp: string }>): ReadonlyMap<Id, string> {
  return new Map([...kept].map(([id, { stamp }]) => [id, stamp]))
}

async function pack(
  ruleset: RulesetBeside<EncodedFlag>,
  { flags, segments }: Kept,
): Promise<ParseResult<BuiltRuleset>> {
  const { encoded, stampSegments } = selectSegments(segments, flags.values())
  const items = { flags: [...flags.values()].map((kept) => kept.encoded), segments: encoded }
  const bytes = joinRuleset(ruleset, items)
  const proved = proveFlags({ bytes, flags, stampSegments })
  if (!proved.ok) return proved
  const packed = await packBody(bytes)
  if (!packed.ok) return packed
  return parsed({ ...packed.value, version: ruleset.version, flags: flags.size, broken: proved.value })
}
