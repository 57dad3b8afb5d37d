import Sqlite from 'better-sqlite3'

/** `full` passes when space returns; nothing was written. */
export type DatabaseFault = 'full' | 'unavailable'

/** The statement was wrong, and so would be the next try: a defect of ours, and no fault of the database's. */
const OUR_DEFECT = /^SQLITE_(?:CONSTRAINT|ERROR|MISMATCH|MISUSE|RANGE|TOOBIG)/

/** better-sqlite3 has no code for this one. */
const CLOSED = 'The database connection is not open'

/** Whether an error came from the database itself; looks through the wrapping that drizzle puts around it. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  if (error instanceof Sqlite.SqliteError) return faultOfCode(error.code)
  if (!(error instanceof Error)) return undefined
  if (error instanceof TypeError && error.message === CLOSED) return 'unavailable'
  return error.cause === undefined ? undefined : databaseFaultOf(error.cause)
}

function faultOfCode(code: string): DatabaseFault | undefined {
  if (OUR_DEFECT.test(code)) return undefined
  return code.startsWith('SQLITE_FULL') ? 'full' : 'unavailable'
}
