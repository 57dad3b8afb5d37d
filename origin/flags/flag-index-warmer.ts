import type { Queryable } from '../db/open-database.ts'
import { listProjects } from '../projects/project-repository.ts'
import { flagIndexOf } from './flag-index.ts'

/** Reads after a start what lists show of flags, before anybody waits for the first list. */
export interface FlagIndexWarmer {
  readonly start: () => void
  /** Ends after the project under way. */
  readonly stop: () => Promise<void>
}

export interface WarmerParts {
  readonly database: Queryable
  readonly onProblem: (problem: string, error: unknown) => void
}

export function createFlagIndexWarmer({ database, onProblem }: WarmerParts): FlagIndexWarmer {
  let isStopping = false
  let running: Promise<void> | undefined
  const warm = async (): Promise<void> => {
    for (const { id } of listProjects(database)) {
      if (isStopping) return
      await flagIndexOf(database).prepare(id)
    }
  }
  return {
    start: () => {
      running = warm().catch((error: unknown) => onProblem('the lists of flags could not be read ahead', error))
    },
    stop: async () => {
      isStopping = true
      await running
    },
  }
}
