import { createAuditChain } from '../../origin/audit/audit-chain.ts'
import type { Author } from '../../origin/changes/author.ts'
import { randomBytes } from 'node:crypto'
import type { Condition } from '../../shared/contracts/condition.ts'
import { type Change, createCommitChange } from '../../origin/changes/commit-change.ts'
import { openDatabase } from '../../origin/db/open-database.ts'
import { createFlag } from '../../origin/flags/create-flag.ts'
import { type FlagRow, insertFlag } from '../../origin/flags/flag-repository.ts'
import { type EnvironmentScope, findEnvironmentScope } from '../../origin/projects/find-scope.ts'
import { createProject } from '../../origin/projects/project-service.ts'
import {
  getConfiguration,
  insertConfigurationsOfFlag,
  updateConfiguration,
} from '../../origin/targeting/configuration-repository.ts'

export const PROJECT = 'propagation'
export const ENVIRONMENT = 'production'
/** The flag that is edited and asked for. */
export const FLAG = 'edited'

/** As in the cold start of the evaluator's benchmark: five ordered rules, about a kilobyte a flag. */
const RULES: readonly Condition[] = [
  { attribute: 'country', operator: 'oneOf', values: ['BR', 'PT', 'AO', 'MZ', 'CV'] },
  { attribute: 'email', operator: 'endsWith', values: ['@example.com', '@example.org'] },
  { attribute: 'appVersion', operator: 'versionGreaterThanOrEqual', value: '4.2.0' },
  { attribute: 'plan', operator: 'equals', value: 'enterprise' },
  { attribute: 'seats', operator: 'greaterThan', value: 500 },
]

const AUTHOR: Author = { actor: 'master', address: null, way: 'api', reason: null }

/**
 * Fills an origin's database before that starts, by the origin's own functions: over HTTP each of 10 000 flags would be
 * published.
 * @param auditKey  the origin's
 * @param flags  how many there are beside the one that is edited
 */
export async function seedDatabase(file: string, flags: number, auditKey: string): Promise<void> {
  const { database, close } = openDatabase(file)
  try {
    const publisher = { notify: () => undefined, settled: () => Promise.resolve(), servedFlags: () => undefined }
    const commit = createCommitChange({
      database,
      clock: Date.now,
      randomBytes,
      auditChain: createAuditChain(auditKey),
      publisher,
    })
    await commit(AUTHOR, (change) => {
      createProject(change, { key: PROJECT, name: 'Propagation' })
      const keys = { project: PROJECT, environment: ENVIRONMENT }
      const scope = findEnvironmentScope(change.transaction, { type: 'master' }, keys)
      const edited = createFlag(change, scope.project, { key: FLAG, type: 'boolean' })
      configure(change, scope, edited, [])
      for (let i = 0; i < flags; i++) addCopy(change, scope, { ...edited, key: `flag-${i}` })
    })
  } finally {
    close()
  }
}

/** Past the checks of a change, which look through all flags for some that need this one. */
function addCopy(change: Change, scope: EnvironmentScope, { id: _id, ...original }: FlagRow): void {
  const flag = insertFlag(change.transaction, { ...original, salt: original.key })
  insertConfigurationsOfFlag(change.transaction, flag, change.nowMs)
  configure(change, scope, flag, RULES)
}

function configure(
  { transaction, nowMs }: Change,
  { environment }: EnvironmentScope,
  flag: FlagRow,
  conditions: readonly Condition[],
): void {
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs }
  updateConfiguration(transaction, {
    ...getConfiguration(transaction, flag.id, environment.id),
    enabled: true,
    rules: conditions.map((condition, i) => ({
      id: `r${i + 1}`,
      if: condition,
      serve: { variant: 'on' },
      enabled: true,
      ...times,
    })),
    defaultServe: { variant: 'off' },
  })
}
