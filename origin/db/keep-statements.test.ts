import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepStatements } from './keep-statements.ts'

describe('a connection that keeps its statements', () => {
  let sqlite: Sqlite.Database
  beforeEach(() => {
    sqlite = new Sqlite(':memory:')
    sqlite.exec('CREATE TABLE people (name TEXT)')
    keepStatements(sqlite)
  })
  afterEach(() => sqlite.close())

  it('prepares one text once', () => {
    const text = 'SELECT name FROM people'
    expect(sqlite.prepare(text)).toBe(sqlite.prepare(text))
  })

  it('hands a statement out as a new one, also after somebody took its rows as arrays', () => {
    sqlite.prepare('INSERT INTO people VALUES (?)').run('Ana')
    const text = 'SELECT name FROM people'
    expect(sqlite.prepare(text).raw().all()).toEqual([['Ana']])
    expect(sqlite.prepare(text).all()).toEqual([{ name: 'Ana' }])
  })

  it('answers by the form that the database has now', () => {
    const text = 'SELECT * FROM people'
    sqlite.prepare(text).all()
    sqlite.exec("ALTER TABLE people ADD COLUMN city TEXT DEFAULT 'Porto'")
    sqlite.prepare('INSERT INTO people (name) VALUES (?)').run('Ana')
    expect(sqlite.prepare(text).all()).toEqual([{ name: 'Ana', city: 'Porto' }])
  })

  it('goes on when it has kept as many as it may', () => {
    for (let i = 0; i < 1_200; i++) expect(sqlite.prepare(`SELECT ${i} AS n`).get()).toEqual({ n: i })
  })
})
