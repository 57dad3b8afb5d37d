import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceDatabase } from './replace-database.ts'

const write = (path: string, word: string): Sqlite.Database => {
  const sqlite = new Sqlite(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.exec(`CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('${word}')`)
  return sqlite
}

const read = (path: string): unknown => {
  const sqlite = new Sqlite(path, { fileMustExist: true })
  const row = sqlite.prepare('SELECT word FROM words').pluck().all()
  sqlite.close()
  return row
}

describe('a database that is replaced', () => {
  let directory: string
  let file: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'togglemaster-replace-'))
    file = join(directory, 'origin.sqlite')
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  /** As an origin leaves it that is killed: all that it wrote stands beside the file. */
  const leaveByKill = (word: string): void => {
    const living = join(directory, 'living')
    const sqlite = write(living, word)
    for (const part of ['', '-wal']) copyFileSync(living + part, file + part)
    sqlite.close()
    rmSync(living)
  }

  it('is kept with what a killed origin had written ahead, of which the new one gets nothing', () => {
    leaveByKill('old')
    const by = join(directory, 'new')
    write(by, 'new').close()
    const aside = replaceDatabase(file, { by, aside: `${file}.aside` })
    expect([read(file), read(aside ?? '')]).toEqual([['new'], ['old']])
  })

  it('takes the place of none that was replaced in the same moment', () => {
    const aside = `${file}.aside`
    const kept = ['first', 'second'].map((word) => {
      leaveByKill(word)
      const by = join(directory, 'new')
      write(by, 'new').close()
      return replaceDatabase(file, { by, aside })
    })
    expect(kept).toEqual([aside, `${aside}-2`])
    expect(kept.map((path) => read(path ?? ''))).toEqual([['first'], ['second']])
  })

  it('may be gone, and what stood beside it goes too', () => {
    leaveByKill('old')
    rmSync(file)
    const by = join(directory, 'new')
    write(by, 'new').close()
    expect(replaceDatabase(file, { by, aside: `${file}.aside` })).toBeUndefined()
    expect([read(file), existsSync(`${file}.aside`)]).toEqual([['new'], false])
    expect(readdirSync(directory)).toEqual(['origin.sqlite'])
  })
})
