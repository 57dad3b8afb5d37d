/** One thing that happened, for the operator. Never a key, a context, a user's id, or another system's error text. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly [field: string]: string | number
}

export type Log = (entry: LogEntry) => void

/** One line of JSON each; the platform adds time and request. */
export const consoleLog: Log = (entry) => {
  // oxlint-disable-next-line no-console -- the console is where a Worker's log goes; this is its only writer
  console[entry.level](JSON.stringify(entry))
}

/** What may be told of an unknown error: its class and where it was thrown. A message may quote whatever came in. */
export function describeError(error: unknown): { readonly name: string; readonly at: string } {
  const name = nameOfError(error)
  if (!(error instanceof Error)) return { name, at: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { name, at: frames.slice(0, 5).join(' ').replaceAll(/\s+/g, ' ').trim() }
}

/** The class of an unknown error. A client may take it from an answer, so what does not look like a name is none. */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return isName(error.name) ? error.name : 'Error'
}

function isName(text: string): boolean {
  return /^[\w.]{1,64}$/.test(text)
}
