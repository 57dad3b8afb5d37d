import { setImmediate as otherWork } from 'node:timers/promises'
import { type SQL, and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
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
   * Reads what the next search of a project would have to read, some flags at a time: others are answered in between.
   * Never changes what a search finds.
   */
  readonly prepare: (projectId: string) => Promise<void>
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

/** Of a project as far as it was read: `isWhole` when to its last flag. */
interface IndexedProject {
  readonly flags: IndexedFlag[]
  isWhole: boolean
}

/** A few milliseconds' work. */
const FLAGS_AT_ONCE = 200

/** The one of a connection. A project is read when it is first asked for, then what was touched since. */
export const flagIndexOf = prepareOnce(createFlagIndex)

function createFlagIndex(database: Queryable): FlagIndex {
  const touched = watchFlags(database)
  const projects = new Map<string, IndexedProject>()
  const projectOf = (projectId: string): IndexedProject => {
    const project = projects.get(projectId) ?? { flags: [], isWhole: false }
    projects.set(projectId, project)
    return project
  }
  /** @returns whether there may be more of it, as the others */
  const readTouched = (): boolean => {
    const ids = touched.take(FLAGS_AT_ONCE)
    if (ids.length === 0) return false
    for (const row of flagsById(database).all({ ids: JSON.stringify(ids) })) replace(projectOf(row.row.projectId), row)
    return ids.length === FLAGS_AT_ONCE
  }
  const readFurther = (projectId: string): boolean => {
    const project = projectOf(projectId)
    if (project.isWhole) return false
    const after = project.flags.at(-1)?.row.key ?? ''
    const rows = flagsBehind(database).all({ projectId, after, limit: FLAGS_AT_ONCE })
    for (const row of rows) project.flags.push(indexed(row))
    project.isWhole = rows.length < FLAGS_AT_ONCE
    return !project.isWhole
  }
  const readSome = (projectId: string): boolean => readTouched() || readFurther(projectId)
  return {
    prepare: async (projectId) => {
      while (readSome(projectId)) await otherWork()
    },
    find: (projectId, { limit, after = '', ...search }) => {
      let isMore = true
      while (isMore) isMore = readSome(projectId)
      const { flags: all } = projectOf(projectId)
      const isSought = createFlagMatcher(search)
      const found: ListedFlag[] = []
      for (let i = placeOf(all, after); i < all.length && found.length < limit; i++) {
        const flag = all[i]
        if (flag !== undefined && flag.row.key !== after && isSought(flag)) found.push(flag)
      }
      return found
    },
  }
}

/** A key stands for one flag for good, also as a tombstone. What lies behind the part that was read is read with the rest. */
function replace({ flags: all, isWhole }: IndexedProject, changed: Row): void {
  const { key, deletedAtMs } = changed.row
  const place = placeOf(all, key)
  if (place === all.length && !isWhole) return
  const isKnown = all[place]?.row.key === key
  all.splice(place, isKnown ? 1 : 0, ...(deletedAtMs === null ? [indexed(changed)] : []))
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

type Row = ReturnType<ReturnType<typeof flagsById>['all']>[number]

const flagsBehind = prepareOnce((database) => {
  const isLater = and(eq(flags.projectId, sql.placeholder('projectId')), gt(flags.key, sql.placeholder('after')))
  return select(database, and(isLater, isNull(flags.deletedAtMs)))
    .orderBy(asc(flags.key))
    .limit(sql.placeholder('limit'))
    .prepare()
})

const flagsById = prepareOnce((database) =>
  select(database, sql`${flags.id} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`).prepare(),
)

function select(database: Queryable, condition: SQL | undefined) {
  return database.select(columns).from(flags).where(condition)
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
