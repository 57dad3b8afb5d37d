/**
 * A version that can be compared. `strict` versions are Semantic Versioning 2.0.0. `lenient` ones are what programs
 * really report: one to four numbers, a leading `v` or `=`, leading zeros, spaces around it.
 */
export interface Version {
  /** Four; what was not written is 0. */
  readonly numbers: readonly [number, number, number, number]
  /** How many of the numbers were written. */
  readonly written: number
  /** Identifiers between `-` and `+`; empty for a release. */
  readonly prerelease: readonly (string | number)[]
}

const NUMBER = '(0|[1-9]\\d{0,14})'
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const STRICT = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?$`)
const LENIENT = new RegExp(
  `^\\s*[vV=]?\\s*(\\d{1,15})(?:\\.(\\d{1,15}))?(?:\\.(\\d{1,15}))?(?:\\.(\\d{1,15}))?(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?\\s*$`,
)

/**
 * Reads a version; build metadata is dropped, for it has no precedence (§10).
 * @returns `undefined` when it is none; numbers of more than 15 digits are none, for they could not be compared exactly
 */
export function parseVersion(text: string, lenient: boolean): Version | undefined {
  const match = (lenient ? LENIENT : STRICT).exec(text)
  if (match === null) return undefined
  const numbers = match.slice(1, lenient ? 5 : 4)
  const prerelease = parsePrerelease(match[lenient ? 5 : 4], lenient)
  if (prerelease === undefined) return undefined
  const [major = 0, minor = 0, patch = 0, fourth = 0] = numbers.map((part) => Number(part ?? 0))
  return {
    numbers: [major, minor, patch, fourth],
    written: numbers.filter((part) => part !== undefined).length,
    prerelease,
  }
}

/** Numeric identifiers have no leading zeros (§9), unless leniently read. */
function parsePrerelease(text: string | undefined, lenient: boolean): Version['prerelease'] | undefined {
  if (text === undefined) return []
  const identifiers = text.split('.')
  if (!lenient && identifiers.some((identifier) => /^0\d+$/.test(identifier))) return undefined
  return identifiers.map((identifier) => (/^\d{1,15}$/.test(identifier) ? Number(identifier) : identifier))
}

/**
 * Precedence by Semantic Versioning 2.0.0 §11: numbers first, then a release after its pre-releases.
 * @returns below 0, 0 or above 0
 */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < 4; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0)
    if (difference !== 0) return difference
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length
  return comparePrereleases(a.prerelease, b.prerelease)
}

function comparePrereleases(a: Version['prerelease'], b: Version['prerelease']): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i] ?? 0, b[i] ?? 0)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Numbers before texts; texts by their ASCII order. */
function compareIdentifiers(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number') return -1
  if (typeof b === 'number') return 1
  if (a === b) return 0
  return a < b ? -1 : 1
}

const DOT = 0x2e
const ZERO = 0x30
/** Digits that three numbers may have together and still be packed exactly into one. */
const MAX_PACKED_DIGITS = 5
const PACK = 100_000

/**
 * The common case without an allocation: three plain numbers of at most five digits, packed into one number that sorts
 * as the versions do. Strict and lenient readings agree on it.
 * @returns -1 when the text is anything else; `parseVersion` then decides
 */
export function packRelease(text: string): number {
  let packed = 0
  let part = 0
  let digits = 0
  let dots = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === DOT) {
      if (digits === 0 || ++dots > 2) return -1
      packed = packed * PACK + part
      part = 0
      digits = 0
    } else {
      const digit = unit - ZERO
      // A leading zero is refused by the strict reading alone, so the slow path looks at it.
      if (digit < 0 || digit > 9 || digits === MAX_PACKED_DIGITS || (digits === 1 && part === 0)) return -1
      part = part * 10 + digit
      digits++
    }
  }
  return dots === 2 && digits > 0 ? packed * PACK + part : -1
}
