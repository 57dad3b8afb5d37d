import { rawPathOf } from './raw-path.ts'

const BEFORE_KEY = '/evaluate/flags/'

/** One or more encoded bytes in a row, which together may be one character. */
const ENCODED = /(?:%[0-9A-Fa-f]{2})+/g

/**
 * The flag key at the end of an OFREP path: all that follows, slashes included, since older providers send it raw.
 * Decoded exactly once; what is no valid encoding is taken as it stands, so that the raw key `50 % off` is found, whose
 * spaces the client's URL parser encoded and whose percent sign it left.
 * @returns `undefined` when the path names no flag
 */
export function flagKeyInPath(url: string): string | undefined {
  const path = rawPathOf(url)
  const at = path.indexOf(BEFORE_KEY)
  if (at < 0) return undefined
  const raw = path.slice(at + BEFORE_KEY.length)
  return raw.includes('%') ? raw.replaceAll(ENCODED, decodeBytes) : raw
}

function decodeBytes(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
