import type { Management } from './management.ts'

/**
 * Takes away what a run made, also when it does not know what it made: an answer may have been lost.
 * @returns what could not be taken away
 */
export async function cleanUp(management: Management, flag: string): Promise<readonly string[]> {
  const problems: string[] = []
  const attempt = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => problems.push(error instanceof Error ? error.message : String(error)))
  const revokeKeys = async (): Promise<void> => {
    for (const id of await management.listLiveKeys(flag)) await management.revokeKey(id)
  }
  await attempt(revokeKeys())
  await attempt(management.deleteFlag(flag))
  return problems
}
