import { randomBytes } from 'node:crypto'
import type { Condition } from '../../shared/contracts/condition.ts'
import { createAuditChain } from '../../origin/audit/audit-chain.ts'
import type { Author } from '../../origin/changes/author.ts'
import { type Change, createCommitChange } from '../../origin/changes/commit-change.ts'
import { openDatabase } from '../../origin/db/open-database.ts'
import { createFlag } from '../../origin/flags/create-flag.ts'
import { type FlagRow, insertFlag } from '../../origin/flags/flag-repository.ts'
import { type Environment, listEnvironments } from '../../origin/projects/environment-repository.ts'
import { createEnvironment } from '../../origin/projects/environment-service.ts'
import { createProject } from '../../origin/projects/project-service.ts'
import type { Project } from '../../origin/projects/project-repository.ts'
import { createSegment } from '../../origin/segments/segment-service.ts'
import {
  getConfiguration,
  insertConfigurationsOfFlag,
  updateConfiguration,
} from '../../origin/targeting/configuration-repository.ts'

export interface Scale {
  readonly flags: number
  /** Of each environment. */
  readonly segments: number
}

export const PROJECT = 'organisation'
/** The environment whose ruleset is published. */
export const ENVIRONMENT = 'production'
export const ENVIRONMENTS = [ENVIRONMENT, 'development', 'staging', 'preview', 'training'] as const

const AUTHOR: Author = { actor: 'master', address: null, way: 'api', reason: null }
const IDS_PER_SEGMENT = 100
const TEAMS = 20
const AREAS = 10

/** Fills an origin's database before that starts, by the origin's own functions, in one commit. */
export async function seedOrganisation(file: string, scale: Scale, auditKey: string): Promise<void> {
  const { database, close } = openDatabase(file)
  try {
    const publisher = { notify: () => undefined, settled: () => Promise.resolve(), servedFlags: () => undefined }
    const auditChain = createAuditChain(auditKey)
    const commit = createCommitChange({ database, clock: Date.now, randomBytes, auditChain, publisher })
    await commit(AUTHOR, (change) => addOrganisation(change, scale))
  } finally {
    close()
  }
}

function addOrganisation(change: Change, { flags, segments }: Scale): void {
  const project = createProject(change, { key: PROJECT, name: 'Organisation' })
  const known = listEnvironments(change.transaction, project.id).map(({ key }) => key)
  for (const key of ENVIRONMENTS.filter((each) => !known.includes(each))) {
    createEnvironment(change, project, { key, name: key })
  }
  const environments = listEnvironments(change.transaction, project.id)
  for (const environment of environments) addSegments(change, { project, environment }, segments)
  const first = createFlag(change, project, { key: flagKey(0), type: 'boolean' })
  configure(change, { flag: first, environments, number: 0, segments })
  for (let number = 1; number < flags; number++) addCopy(change, first, { environments, number, segments })
}

export function flagKey(number: number): string {
  return `${areaOf(number)}-flag-${number}`
}

function areaOf(number: number): string {
  return `area${number % AREAS}`
}

function addSegments(
  change: Change,
  scope: { readonly project: Project; readonly environment: Environment },
  segments: number,
): void {
  for (let number = 0; number < segments; number++) {
    const included = Array.from({ length: IDS_PER_SEGMENT }, (_, i) => `person-${number}-${i}`)
    createSegment(change, scope, { key: segmentKey(number), included })
  }
}

function segmentKey(number: number): string {
  return `segment-${number}`
}

interface Placed {
  readonly environments: readonly Environment[]
  readonly number: number
  readonly segments: number
}

/** Past the checks of a change, which look through all flags for some that need this one. */
function addCopy(change: Change, { id: _id, ...original }: FlagRow, placed: Placed): void {
  const { number } = placed
  const flag = insertFlag(change.transaction, {
    ...original,
    key: flagKey(number),
    salt: flagKey(number),
    description: `What people of team ${number % TEAMS} see of step ${number} of the new checkout`,
    owner: `team-${number % TEAMS}`,
    tags: [areaOf(number), number % 2 === 0 ? 'web' : 'app'],
  })
  insertConfigurationsOfFlag(change.transaction, flag, change.nowMs)
  configure(change, { ...placed, flag })
}

/** Three rules in each environment, one of them by a segment: about 700 bytes a flag in a ruleset. */
function configure(
  { transaction, nowMs }: Change,
  { flag, environments, number, segments }: Placed & { readonly flag: FlagRow },
): void {
  const conditions: readonly Condition[] = [
    { segment: segmentKey(number % segments) },
    { attribute: 'country', operator: 'oneOf', values: ['BR', 'PT', 'AO', 'MZ', 'CV'] },
    { attribute: 'appVersion', operator: 'versionGreaterThanOrEqual', value: '4.2.0' },
  ]
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs }
  const rules = conditions.map((condition, i) => ({
    id: `r${i + 1}`,
    if: condition,
    serve: { variant: 'on' },
    enabled: true,
    ...times,
  }))
  for (const environment of environments) {
    const configuration = getConfiguration(transaction, flag.id, environment.id)
    updateConfiguration(transaction, { ...configuration, enabled: number % 3 > 0, rules })
  }
}
