import { type SQL, and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { configurations, flags } from '../db/schema.ts'
import { type FlagSearch, type SearchableFlag, createFlagMatcher } from './flag-search.ts'
import { watchFlags } from './touched-flags.ts'

/** What can be searched for of each flag, in memory: see docs/adr/0024. */
export interface FlagIndex {
  /**
   * Looks at what is committed; not to be asked inside of a transaction, which may yet be taken back.
   * @returns ids of flags that live, by key
   */
  readonly find: (projectId: string, search: FlagSearch) => readonly number[]
}

interface IndexedFlag extends SearchableFlag {
  readonly id: number
  readonly projectId: string
  readonly key: string
  readonly isDeleted: boolean
}

/** The one of a connection. A project is read when it is first searched, then what was touched since. */
export const flagIndexOf = prepareOnce(createFlagIndex)

function createFlagIndex(database: Queryable): FlagIndex {
  const touched = watchFlags(database)
  const known = new Map<string, IndexedFlag[]>()
  const refresh = (): void => {
    const ids = touched.take()
    if (ids.length === 0) return
    for (const row of flagsById(database).all({ ids: JSON.stringify(ids) })) {
      const flag = indexed(row)
      const project = known.get(flag.projectId)
      if (project !== undefined) replace(project, flag)
    }
  }
  const read = (projectId: string): readonly IndexedFlag[] => {
    const project = flagsOfProject(database).all({ projectId }).map(indexed)
    known.set(projectId, project)
    return project
  }
  return {
    find: (projectId, { limit, after = '', ...search }) => {
      refresh()
      const project = known.get(projectId) ?? read(projectId)
      const isSought = createFlagMatcher(search)
      const found: number[] = []
      for (let i = placeOf(project, after); i < project.length && found.length < limit; i++) {
        const flag = project[i]
        if (flag !== undefined && flag.key !== after && isSought(flag)) found.push(flag.id)
      }
      return found
    },
  }
}

/** A key stands for one flag for good, also as a tombstone. */
function replace(project: IndexedFlag[], flag: IndexedFlag): void {
  const place = placeOf(project, flag.key)
  const isKnown = project[place]?.key === flag.key
  project.splice(place, isKnown ? 1 : 0, ...(flag.isDeleted ? [] : [flag]))
}

/** Of the first key that is not smaller. */
function placeOf(project: readonly IndexedFlag[], key: string): number {
  const sought = Buffer.from(key)
  let [low, high] = [0, project.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    // As SQLite orders texts.
    const isSmaller = Buffer.compare(Buffer.from(project[middle]?.key ?? ''), sought) < 0
    if (isSmaller) low = middle + 1
    else high = middle
  }
  return low
}

const whereEnabled = sql`(SELECT group_concat(${configurations.environmentId}) FROM ${configurations} WHERE ${configurations.flagId} = ${flags.id} AND ${configurations.enabled})`

const columns = {
  id: flags.id,
  projectId: flags.projectId,
  key: flags.key,
  description: flags.description,
  owner: flags.owner,
  type: flags.type,
  lifetime: flags.lifetime,
  tags: flags.tags,
  archivedAtMs: flags.archivedAtMs,
  deletedAtMs: flags.deletedAtMs,
  // Within another text, where drizzle leaves the tables' names in front of the columns'.
  enabledIn: sql<string | null>`${whereEnabled}`,
}

type Row = ReturnType<ReturnType<typeof flagsOfProject>['all']>[number]

const flagsOfProject = prepareOnce((database) =>
  select(database, and(eq(flags.projectId, sql.placeholder('projectId')), isNull(flags.deletedAtMs))),
)

const flagsById = prepareOnce((database) =>
  select(database, sql`${flags.id} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`),
)

function select(database: Queryable, condition: SQL | undefined) {
  return database.select(columns).from(flags).where(condition).orderBy(asc(flags.key)).prepare()
}

/** Member by member: what is copied as a rest of another object is looked up ten times as slowly. */
function indexed(row: Row): IndexedFlag {
  return {
    id: row.id,
    projectId: row.projectId,
    key: row.key,
    lowerKey: row.key.toLowerCase(),
    lowerDescription: row.description?.toLowerCase() ?? '',
    owner: row.owner,
    type: row.type,
    lifetime: row.lifetime,
    tags: row.tags,
    isArchived: row.archivedAtMs !== null,
    isDeleted: row.deletedAtMs !== null,
    // Of environments' ids, which have no comma in them.
    enabledIn: row.enabledIn?.split(',') ?? [],
  }
}
