import { type AccessKey, findKeyById } from '../access/key-repository.ts'
import type { Queryable } from '../db/open-database.ts'

/**
 * Everybody whose word an actor's may be, with the actor itself: of a key, who made it, the key that it succeeds, and so
 * on behind these. The master key is behind nobody: whoever installs a release robot is not its author.
 * @param actor  as audit entries and columns like `createdBy` name it
 */
export function whoStandsBehind(database: Queryable, actor: string): ReadonlySet<string> {
  const known = new Set([actor])
  for (const one of known) {
    for (const before of comesFrom(findKeyById(database, one))) known.add(before)
  }
  return known
}

function comesFrom(key: AccessKey | undefined): readonly string[] {
  const names = [key?.createdBy, key?.succeeds]
  return names.flatMap((name) => (typeof name === 'string' && name !== 'master' ? [name] : []))
}
