import type { Flag } from '../../shared/contracts/flag.ts'
import type { Queryable } from '../db/open-database.ts'
import { type AssembleFlag, needsOf } from './needed-flags.ts'
import { isNeededIn, listFlagsWithNeeds } from './needs-repository.ts'

/** All flags of an environment that need one, also through others; not itself. */
export function flagsThatNeed(
  database: Queryable,
  environmentId: string,
  { key, assemble }: { readonly key: string; readonly assemble: AssembleFlag },
): readonly Flag[] {
  if (!isNeededIn(database, environmentId, key)) return []
  const needing = indexByNeed(database, environmentId, assemble)
  const found = new Map<string, Flag>()
  const latest = [key]
  for (let need = latest.pop(); need !== undefined; need = latest.pop()) {
    for (const flag of needing.get(need) ?? []) {
      if (flag.key === key || found.has(flag.key)) continue
      found.set(flag.key, flag)
      latest.push(flag.key)
    }
  }
  return [...found.values()]
}

function indexByNeed(
  database: Queryable,
  environmentId: string,
  assemble: AssembleFlag,
): ReadonlyMap<string, readonly Flag[]> {
  const index = new Map<string, Flag[]>()
  for (const row of listFlagsWithNeeds(database, environmentId)) {
    const flag = assemble(row.flag, row.configuration)
    for (const need of needsOf(flag)) {
      const others = index.get(need)
      if (others === undefined) index.set(need, [flag])
      else others.push(flag)
    }
  }
  return index
}
