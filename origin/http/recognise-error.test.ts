import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { OriginError } from '../errors/origin-error.ts'
import { problemDialect } from './problem-dialect.ts'
import { recogniseError } from './recognise-error.ts'

describe('what was thrown', () => {
  it.each([
    ['a full disk', new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL'), 'storage_full', 507],
    ['a disk that fails', new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR'), 'database_unavailable', 503],
    [
      'a failure that a library has wrapped',
      new Error('Failed query', { cause: new Sqlite.SqliteError('database is locked', 'SQLITE_BUSY') }),
      'database_unavailable',
      503,
    ],
    [
      'a database that cannot be opened',
      new Sqlite.SqliteError('unable to open database file', 'SQLITE_CANTOPEN'),
      'database_unavailable',
      503,
    ],
    [
      'a row that the schema does not allow',
      new Error('Failed query', {
        cause: new Sqlite.SqliteError('UNIQUE constraint failed: flags.key', 'SQLITE_CONSTRAINT_UNIQUE'),
      }),
      'internal',
      500,
    ],
    ['a statement that is wrong', new Sqlite.SqliteError('no such column: x', 'SQLITE_ERROR'), 'internal', 500],
    ['a mistake of ours', new TypeError('x is not a function'), 'internal', 500],
    ['no error at all', 'text', 'internal', 500],
  ])('is %s, and the answer says so and no more', (_name, thrown, code, status) => {
    const error = recogniseError(thrown)
    expect([error.code, error.status]).toEqual([code, status])
    expect(problemDialect.bodyOf(error, { status, language: 'en' })).toEqual({
      type: 'about:blank',
      title: error.title,
      status,
      code,
    })
    expect(error.cause).toBe(thrown)
  })

  it('is left as it is when it is ours', () => {
    const error = new OriginError('flag_not_found', 'no flag has the key "x"')
    expect(recogniseError(error)).toBe(error)
  })
})
