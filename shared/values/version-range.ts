import { type Version, compareVersions, parseVersion } from './version.ts'

/** Versions from a bound (included) to another; a version is in a range when one of its spans holds it. */
export interface VersionSpan {
  readonly holds: (version: Version) => boolean
}

const COMPARATOR = /^(>=|<=|>|<|=|\^|~)?(.+)$/
const WILDCARD = /^(?:[xX*]|(\d{1,15})(?:\.[xX*])+|(\d{1,15})\.(\d{1,15})(?:\.[xX*])+)$/

/**
 * Reads a range: comparators separated by spaces all hold, `||` separates alternatives. `>=1.2.0 <2.0.0`, `^1.2.3`,
 * `~1.2`, `1.2.x`, `*`, `1.0.0 - 2.0.0` (both ends included). A pre-release lies in a range when precedence puts it
 * there; the pre-releases of a bound that is excluded by `^`, `~` or `x` are excluded with it.
 * @returns `undefined` when the text is no range
 */
export function parseVersionRange(text: string, lenient: boolean): readonly VersionSpan[] | undefined {
  const alternatives = text.split('||').map((part) => parseAlternative(part.trim(), lenient))
  return alternatives.every((span) => span !== undefined) ? alternatives : undefined
}

function parseAlternative(text: string, lenient: boolean): VersionSpan | undefined {
  const hyphen = /^(\S+) - (\S+)$/.exec(text)
  const parts = hyphen === null ? text.split(/\s+/) : [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
  const tests = parts.map((part) => parseComparator(part, lenient))
  if (!tests.every((test) => test !== undefined)) return undefined
  return { holds: (version) => tests.every((test) => test(version)) }
}

type VersionTest = (version: Version) => boolean

function parseComparator(text: string, lenient: boolean): VersionTest | undefined {
  const match = COMPARATOR.exec(text)
  if (match === null) return undefined
  const [, operator = '', operand = ''] = match
  if (operator === '' || operator === '=') {
    const wildcard = parseWildcard(operand)
    if (wildcard !== undefined) return wildcard
  }
  // `^1.2` and `~1` are common also where versions are strict: what is not written there is free.
  const version = parseVersion(operand, lenient || operator === '^' || operator === '~')
  return version === undefined ? undefined : compileComparator(operator, version)
}

function compileComparator(operator: string, bound: Version): VersionTest {
  switch (operator) {
    case '>=':
      return (version) => compareVersions(version, bound) >= 0
    case '<=':
      return (version) => compareVersions(version, bound) <= 0
    case '>':
      return (version) => compareVersions(version, bound) > 0
    case '<':
      return (version) => compareVersions(version, bound) < 0
    case '^':
      return between(bound, lowestAfter(bound, caretPlace(bound)))
    case '~':
      return between(bound, lowestAfter(bound, bound.written === 1 ? 0 : 1))
    default:
      return (version) => compareVersions(version, bound) === 0
  }
}

/** `*`, `1.x`, `1.2.x`; `undefined` when the text has no wildcard. */
function parseWildcard(text: string): VersionTest | undefined {
  const match = WILDCARD.exec(text)
  if (match === null) return undefined
  const [, major, majorOfTwo, minor] = match
  if (major === undefined && majorOfTwo === undefined) return () => true
  const lowest: Version = {
    numbers: [Number(major ?? majorOfTwo), Number(minor ?? 0), 0, 0],
    written: 3,
    prerelease: [0],
  }
  return between(lowest, lowestAfter(lowest, minor === undefined ? 0 : 1))
}

function between(from: Version, to: Version): VersionTest {
  return (version) => compareVersions(version, from) >= 0 && compareVersions(version, to) < 0
}

/** The place of the number that `^` holds fast: the first that is not 0, or the last that was written. */
function caretPlace({ numbers, written }: Version): number {
  const first = numbers.findIndex((number) => number !== 0)
  return Math.min(first < 0 ? 2 : first, Math.min(written, 3) - 1)
}

/** The lowest version, pre-releases included, in which the number at `place` is greater by one. */
function lowestAfter({ numbers }: Version, place: number): Version {
  const [major, minor, patch] = numbers
  const raised = [major, place >= 1 ? minor : 0, place >= 2 ? patch : 0]
  raised[place] = (raised[place] ?? 0) + 1
  return { numbers: [raised[0] ?? 0, raised[1] ?? 0, raised[2] ?? 0, 0], written: 3, prerelease: [0] }
}
