import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type GroupRow, findGroup } from './group-repository.ts'

export function getGroup(database: Queryable, projectId: string, key: string): GroupRow {
  const group = findGroup(database, projectId, key)
  if (group !== undefined) return group
  throw new OriginError('group_not_found', `no group has the key ${JSON.stringify(key)}`, { subject: key })
}
