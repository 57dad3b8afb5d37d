import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, type Queryable, openDatabase } from './open-database.ts'
import { prepareOnce } from './prepare-once.ts'
import { projects } from './schema/projects.ts'

const project = { id: 'p', key: 'shop', name: 'Shop', createdAtMs: 1 }

describe('a query that is prepared once', () => {
  let opened: OpenDatabase
  let built: number
  let find: (database: Queryable) => { get: (values: { key: string }) => unknown }
  beforeEach(() => {
    opened = openDatabase(':memory:')
    built = 0
    find = prepareOnce((database) => {
      built += 1
      return database
        .select({ name: projects.name })
        .from(projects)
        .where(eq(projects.key, sql.placeholder('key')))
        .prepare()
    })
  })
  afterEach(() => opened.close())

  it('sees inside of a transaction what that wrote, and is built once for both', () => {
    expect(find(opened.database).get({ key: 'shop' })).toBeUndefined()
    opened.database.transaction((transaction) => {
      transaction.insert(projects).values(project).run()
      expect(find(transaction).get({ key: 'shop' })).toEqual({ name: 'Shop' })
    })
    expect(built).toBe(1)
  })

  it('is built anew for another database', () => {
    const other = openDatabase(':memory:')
    opened.database.insert(projects).values(project).run()
    expect(find(opened.database).get({ key: 'shop' })).toEqual({ name: 'Shop' })
    expect(find(other.database).get({ key: 'shop' })).toBeUndefined()
    expect(built).toBe(2)
    other.close()
  })
})
