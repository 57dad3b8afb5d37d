import { rawPathOf } from './raw-path.ts'

const BEFORE_KEY = '/evaluate/flags/'

/**
 * The flag key at the end of an OFREP path: all that follows, slashes included, since older providers send it raw.
 * Decoded exactly once; what is no valid encoding is taken as it stands.
 * @returns `undefined` when the path names no flag
 */
export function flagKeyInPath(url: string): string | undefined {
  const path = rawPathOf(url)
  const at = path.indexOf(BEFORE_KEY)
  if (at < 0) return undefined
  const raw = path.slice(at + BEFORE_KEY.length)
  if (!raw.includes('%')) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
