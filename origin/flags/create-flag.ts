import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { Project } from '../projects/project-repository.ts'
import {
  insertConfigurationsOfFlag,
  listConfigurations,
  resetConfigurations,
} from '../targeting/configuration-repository.ts'
import { defaultConfiguration } from '../targeting/default-configuration.ts'
import { problemsOfConfiguration } from '../targeting/problems-of-configuration.ts'
import { BOOLEAN_VARIANTS, type NewFlag } from './flag-input.ts'
import { type FlagRow, countFlags, findFlagOrTombstone, insertFlag, updateFlag } from './flag-repository.ts'
import { millisecondsOf } from '../http/time-schema.ts'
import { flagView } from './flag-view.ts'

/** Makes a flag, disabled everywhere. */
export function createFlag(change: Change, project: Project, input: NewFlag): FlagRow {
  const { transaction } = change
  const existing = findFlagOrTombstone(transaction, project.id, input.key)
  if (existing !== undefined) requireReuse(existing, input)
  if (countFlags(transaction, project.id) >= LIMITS.flagsPerRuleset) {
    throw new OriginError('too_many_flags', `expected at most ${LIMITS.flagsPerRuleset} flags in a project`)
  }
  const draft = draftFlag(change, project, input)
  const flag = existing === undefined ? insertNew(change, draft) : revive(change, existing, draft)
  for (const { configuration } of listConfigurations(transaction, flag.id)) {
    change.touchRuleset(configuration.environmentId)
  }
  change.audit({ action: 'flag.create', projectId: project.id, target: flag.key, after: flagView(flag) })
  return flag
}

function draftFlag(change: Change, project: Project, input: NewFlag): Omit<FlagRow, 'id'> {
  const scheme = input.scheme ?? 'native'
  const draft = {
    projectId: project.id,
    key: input.key,
    type: input.type,
    variants: input.variants ?? BOOLEAN_VARIANTS,
    description: input.description ?? null,
    clientVisible: input.clientVisible ?? false,
    owner: input.owner ?? null,
    tags: input.tags ?? [],
    lifetime: input.lifetime ?? 'temporary',
    expectedEndAtMs: millisecondsOf(input.expectedEndAt ?? null),
    archivedAtMs: null,
    scheme,
    salt: input.salt ?? (scheme === 'togglemaster-classic' ? input.key : change.drawId()),
    version: 1,
    createdAtMs: change.nowMs,
    updatedAtMs: change.nowMs,
    deletedAtMs: null,
  }
  const problems = problemsOfConfiguration(draft, defaultConfiguration(draft))
  if (problems.length > 0) throw invalidInput(problems)
  return draft
}

function insertNew({ transaction, nowMs }: Change, draft: Omit<FlagRow, 'id'>): FlagRow {
  const flag = insertFlag(transaction, draft)
  insertConfigurationsOfFlag(transaction, flag, nowMs)
  return flag
}

/** Scheme and salt stay as they were, so that nobody moves; the version goes on, so that no ETag comes back. */
function revive({ transaction, nowMs }: Change, tombstone: FlagRow, draft: Omit<FlagRow, 'id'>): FlagRow {
  const { id, scheme, salt, version } = tombstone
  const flag: FlagRow = { ...draft, id, scheme, salt, version: version + 1 }
  updateFlag(transaction, flag)
  resetConfigurations(transaction, flag, nowMs)
  return flag
}

function requireReuse(existing: FlagRow, input: NewFlag): void {
  const subject = input.key
  if (existing.deletedAtMs === null) {
    throw new OriginError('flag_exists', `a flag has the key ${JSON.stringify(subject)}`, { subject })
  }
  if (input.reuseDeletedKey !== true) {
    throw new OriginError(
      'flag_key_was_deleted',
      'a deleted flag had this key; "reuseDeletedKey": true takes it again and leaves everybody in their bucket',
      { subject },
    )
  }
  const problems = (['scheme', 'salt'] as const)
    .filter((member) => input[member] !== undefined && input[member] !== existing[member])
    .map((member) => ({ path: [member], message: `the deleted flag's is kept: ${JSON.stringify(existing[member])}` }))
  if (problems.length > 0) throw invalidInput(problems)
}
