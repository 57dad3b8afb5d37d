import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, type Queryable, openDatabase } from './open-database.ts'
import { rememberReads } from './remember-reads.ts'

const rename = (database: Queryable, name: string) => database.run(sql`UPDATE people SET name = ${name}`)

describe('a read that is remembered', () => {
  let open: OpenDatabase
  let reads = 0
  const nameOf = rememberReads((database, key: string): string | undefined => {
    reads += 1
    return database.get<{ name: string } | undefined>(sql`SELECT name FROM people WHERE key = ${key}`)?.name
  })
  beforeEach(() => {
    open = openDatabase(':memory:')
    open.database.run(sql`CREATE TABLE people (key TEXT, name TEXT)`)
    open.database.run(sql`INSERT INTO people VALUES ('a', 'Ana')`)
    expect(nameOf(open.database, 'a')).toBe('Ana')
    reads = 0
  })
  afterEach(() => open.close())

  it('comes from memory, by what was asked for', () => {
    expect([nameOf(open.database, 'a'), nameOf(open.database, 'b')]).toEqual(['Ana', undefined])
    expect(nameOf(open.database, 'a')).toBe('Ana')
    expect(reads).toBe(1)
  })

  it('is made anew as soon as anything was written, of whatever table', () => {
    rename(open.database, 'Bia')
    expect(nameOf(open.database, 'a')).toBe('Bia')
    open.database.run(sql`CREATE TABLE others (key TEXT)`)
    open.database.run(sql`INSERT INTO others VALUES ('a')`)
    expect(nameOf(open.database, 'a')).toBe('Bia')
    expect(reads).toBe(2)
  })

  it('sees inside of a transaction what that wrote, and forgets it when it is taken back', () => {
    const seen: (string | undefined)[] = []
    const change = () =>
      open.database.transaction((transaction) => {
        rename(transaction, 'Bia')
        seen.push(nameOf(transaction, 'a'), nameOf(open.database, 'a'))
        throw new Error('taken back')
      })
    expect(change).toThrow('taken back')
    expect(seen).toEqual(['Bia', 'Bia'])
    expect(nameOf(open.database, 'a')).toBe('Ana')
  })

  it('is forgotten when too many others were made', () => {
    const { database } = open
    const others = Array.from({ length: 1_000 }, (_, i) => `p${i}`)
    database.run(sql`INSERT INTO people SELECT value, 'Bia' FROM json_each(${JSON.stringify(others)})`)
    expect(nameOf(database, 'a')).toBe('Ana')
    for (const key of others) nameOf(database, key)
    reads = 0
    nameOf(database, 'a')
    expect(reads).toBe(1)
  })

  it('is of its own connection', () => {
    const other = openDatabase(':memory:')
    other.database.run(sql`CREATE TABLE people (key TEXT, name TEXT)`)
    expect(nameOf(other.database, 'a')).toBeUndefined()
    expect(nameOf(open.database, 'a')).toBe('Ana')
    other.close()
  })
})
