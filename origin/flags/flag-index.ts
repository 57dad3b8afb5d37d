import { type SQL, and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { type FlagSearch, type SearchableFlag, createFlagMatcher } from './flag-search.ts'
import { watchFlags } from './touched-flags.ts'

/** What lists show of each flag, in memory, which makes a page 4 times an Express constant and not 11: see docs/adr/0024. */
export interface FlagIndex {
  /**
   * Looks at what is committed; not to be asked inside of a transaction, which may yet be taken back.
   * @returns flags that live, by key
   */
  readonly find: (projectId: string, search: FlagSearch) => readonly ListedFlag[]
}

export interface ListedFlag {
  readonly row: typeof flags.$inferSelect
  /** By the environment's key. */
  readonly environments: readonly StateInEnvironment[]
}

/** What a list says of a flag in one environment. */
export interface StateInEnvironment {
  readonly environment: string
  readonly enabled: boolean
  /** Of the configuration, for `If-Match`. */
  readonly version: number
}

interface IndexedFlag extends ListedFlag, SearchableFlag {}

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
      const project = known.get(flag.row.projectId)
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
      const found: ListedFlag[] = []
      for (let i = placeOf(project, after); i < project.length && found.length < limit; i++) {
        const flag = project[i]
        if (flag !== undefined && flag.row.key !== after && isSought(flag)) found.push(flag)
      }
      return found
    },
  }
}

/** A key stands for one flag for good, also as a tombstone. */
function replace(project: IndexedFlag[], flag: IndexedFlag): void {
  const { key, deletedAtMs } = flag.row
  const place = placeOf(project, key)
  const isKnown = project[place]?.row.key === key
  project.splice(place, isKnown ? 1 : 0, ...(deletedAtMs === null ? [flag] : []))
}

/** Of the first key that is not smaller. */
function placeOf(project: readonly IndexedFlag[], key: string): number {
  const sought = Buffer.from(key)
  let [low, high] = [0, project.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    // As SQLite orders texts.
    const isSmaller = Buffer.compare(Buffer.from(project[middle]?.row.key ?? ''), sought) < 0
    if (isSmaller) low = middle + 1
    else high = middle
  }
  return low
}

const places = sql`(SELECT json_group_array(json_array(${environments.id}, ${environments.key}, ${configurations.enabled}, ${configurations.version})) FROM ${configurations} JOIN ${environments} ON ${environments.id} = ${configurations.environmentId} WHERE ${configurations.flagId} = ${flags.id})`

// Within another text, where drizzle leaves the tables' names in front of the columns'.
const columns = { row: flags, places: sql<string>`${places}` }

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

/** As `places` are written. */
type Place = readonly [environmentId: string, environment: string, enabled: 0 | 1, version: number]

/** Member by member: what is copied as a rest of another object is looked up ten times as slowly. */
function indexed({ row, places: text }: Row): IndexedFlag {
  const placed = JSON.parse(text) as readonly Place[]
  return {
    row,
    environments: placed
      .map(([, environment, enabled, version]) => ({ environment, enabled: enabled === 1, version }))
      .toSorted((a, b) => (a.environment < b.environment ? -1 : 1)),
    lowerKey: row.key.toLowerCase(),
    lowerDescription: row.description?.toLowerCase() ?? '',
    owner: row.owner,
    type: row.type,
    lifetime: row.lifetime,
    tags: row.tags,
    isArchived: row.archivedAtMs !== null,
    enabledIn: placed.flatMap(([id, , enabled]) => (enabled === 1 ? [id] : [])),
  }
}
