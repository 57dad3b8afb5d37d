/** One line that is written over again and again where a person looks on, and nothing elsewhere. */
export interface Progress {
  say(text: string): void
  /** Makes room for a line that stays. */
  clear(): void
}

/** As much of a terminal as it takes. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const CLEAR_LINE = '\r\u001B[K'
const NARROW = 80

export function createProgress(screen: Screen): Progress {
  if (screen.isTTY !== true) return { say: () => undefined, clear: () => undefined }
  return {
    say: (text) => void screen.write(`${CLEAR_LINE}${text.slice(0, (screen.columns ?? NARROW) - 1)}`),
    clear: () => void screen.write(CLEAR_LINE),
  }
}
