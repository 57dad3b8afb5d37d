import type { Logger } from 'pino'
import type { Database } from '../db/open-database.ts'
import { readHead } from './audit-repository.ts'

/** Writes the end of the audit chain into the log from time to time, where whoever edits the database does not reach it. */
export interface AnchorLog {
  readonly start: () => void
  /** With a last anchor. */
  readonly stop: () => void
}

const EVERY_MS = 900_000

export function createAnchorLog(database: Database, logger: Pick<Logger, 'info'>): AnchorLog {
  let timer: NodeJS.Timeout | undefined
  let lastId = 0
  const anchor = (): void => {
    const head = readHead(database)
    if (head === undefined || head.lastId === lastId) return
    lastId = head.lastId
    logger.info({ anchor: `${head.lastId}:${head.lastSeal}` }, 'audit anchor')
  }
  return {
    start: () => {
      anchor()
      timer = setInterval(anchor, EVERY_MS)
    },
    stop: () => {
      clearInterval(timer)
      anchor()
    },
  }
}
