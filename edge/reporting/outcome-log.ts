import type { Log } from '../log.ts'

/** One line when reports begin to fail, one when they are taken again, and nothing between. */
export interface OutcomeLog {
  taken(): void
  /** @param cause  an error's name */
  refused(cause: string): void
}

export function createOutcomeLog(log: Log): OutcomeLog {
  let isFailing = false
  return {
    taken: () => {
      if (isFailing) log({ level: 'info', event: 'reports_taken_again' })
      isFailing = false
    },
    refused: (cause) => {
      if (!isFailing) log({ level: 'warn', event: 'report_not_taken', cause })
      isFailing = true
    },
  }
}
