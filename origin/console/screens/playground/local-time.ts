const MINUTE_MS = 60_000

/** What an input of the kind `datetime-local` shows, in the reader's zone. */
export function toLocalTime(at: string): string {
  const time = new Date(at)
  return new Date(time.getTime() - time.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)
}

/** @returns `undefined` for an input that is empty, or half filled in */
export function fromLocalTime(text: string): string | undefined {
  const time = new Date(text)
  return text === '' || Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
