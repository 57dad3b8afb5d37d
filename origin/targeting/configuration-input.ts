import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { type Rule, type Serve, ruleMembers, serveSchema } from '../../shared/contracts/flag.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { type GroupReferences, groupReferenceMembers } from '../groups/group-reference.ts'
import type { ConfigurationPart } from './assemble-flag.ts'
import type { StoredRule } from './stored-rule.ts'

export interface ConfigurationInput {
  readonly enabled: boolean
  readonly offVariant?: string | null
  readonly rules: readonly GivenRule[]
  readonly defaultServe: Serve
}

/** What a rule says by itself; whether it fits its flag is seen when that has been put together. */
export interface GivenRule extends Omit<Rule, 'id'>, GroupReferences {
  /** Drawn where it is absent. */
  readonly id?: string
  readonly enabled?: boolean
}

const givenRuleSchema: z.ZodMiniType<GivenRule> = z.strictObject({
  ...ruleMembers,
  ...groupReferenceMembers,
  id: z.exactOptional(ruleMembers.id),
  enabled: z.exactOptional(z.boolean()),
})

const members = {
  enabled: z.boolean(),
  offVariant: z.nullable(z.string()),
  rules: z.array(givenRuleSchema),
  defaultServe: serveSchema,
}

/** The whole configuration. */
export const configurationSchema: z.ZodMiniType<ConfigurationInput> = z.strictObject({
  ...members,
  offVariant: z.exactOptional(members.offVariant),
})

const storedConfigurationSchema: z.ZodMiniType<ConfigurationInput> = z.object(members)

/** A configuration as history keeps it, given again; `undefined` for what is none. */
export function parseStoredConfiguration(state: unknown): ConfigurationInput | undefined {
  const read = storedConfigurationSchema.safeParse(state)
  return read.success ? read.data : undefined
}

/** A whole configuration without `offVariant` has none: the caller's code default is served while disabled. */
export function wholeConfiguration(input: ConfigurationInput): ConfigurationInput {
  return { offVariant: null, ...input }
}

/** Members that are absent stay as they are. */
export const configurationPatchSchema: z.ZodMiniType<Partial<ConfigurationInput>> = z
  .strictObject({
    enabled: z.exactOptional(members.enabled),
    offVariant: z.exactOptional(members.offVariant),
    rules: z.exactOptional(members.rules),
    defaultServe: z.exactOptional(members.defaultServe),
  })
  .check(atLeastOneMember)

export interface InputMoment {
  readonly nowMs: number
  readonly drawId: () => string
}

/** Lays what was given over what is there. The result is still to be parsed: see `problemsOfConfiguration`. */
export function applyConfigurationInput(
  current: ConfigurationPart,
  input: Partial<ConfigurationInput>,
  moment: InputMoment,
): ConfigurationPart {
  return {
    enabled: input.enabled ?? current.enabled,
    offVariant: input.offVariant === undefined ? current.offVariant : input.offVariant,
    rules: input.rules === undefined ? current.rules : storedRules(current.rules, input.rules, moment),
    defaultServe: input.defaultServe ?? current.defaultServe,
  }
}

function storedRules(
  current: readonly StoredRule[],
  given: readonly GivenRule[],
  moment: InputMoment,
): readonly StoredRule[] {
  return given.map((rule) => storedRule(current, rule, moment))
}

/** A rule keeps its id, and with it the time at which it was made. */
function storedRule(current: readonly StoredRule[], given: GivenRule, { nowMs, drawId }: InputMoment): StoredRule {
  const { enabled = true, id = drawId(), ...rest } = given
  const before = current.find((known) => known.id === id)
  const stored = { id, ...rest, enabled, createdAtMs: before?.createdAtMs ?? nowMs, updatedAtMs: nowMs }
  return before !== undefined && isSameRule(before, stored) ? before : stored
}

function isSameRule(a: StoredRule, b: StoredRule): boolean {
  return isDeepStrictEqual({ ...a, updatedAtMs: 0 }, { ...b, updatedAtMs: 0 })
}
