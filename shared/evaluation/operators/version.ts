import type { VERSION_OPERATORS, VersionCondition } from '../../contracts/operators/version.ts'
import { parseVersionRange } from '../../values/version-range.ts'
import { compareVersions, packRelease, parseVersion } from '../../values/version.ts'
import type { AttributeTest, CompilersOf } from './attribute-test.ts'

export const VERSION_COMPILERS: CompilersOf<typeof VERSION_OPERATORS> = {
  versionEquals: (condition) => compareTo(condition, (order) => order === 0),
  versionGreaterThan: (condition) => compareTo(condition, (order) => order > 0),
  versionGreaterThanOrEqual: (condition) => compareTo(condition, (order) => order >= 0),
  versionLessThan: (condition) => compareTo(condition, (order) => order < 0),
  versionLessThanOrEqual: (condition) => compareTo(condition, (order) => order <= 0),

  versionInRange: ({ range, lenient = false }) => {
    const spans = parseVersionRange(range, lenient) ?? []
    return (value) => {
      const version = typeof value === 'string' ? parseVersion(value, lenient) : undefined
      return version === undefined ? undefined : spans.some((span) => span.holds(version))
    }
  },
}

/** Plain releases are compared as one number; what else is a version is taken apart. */
function compareTo(
  { value: operand, lenient = false }: VersionCondition,
  holds: (order: number) => boolean,
): AttributeTest {
  const packedOperand = packRelease(operand)
  const bound = parseVersion(operand, lenient)
  return (value) => {
    if (typeof value !== 'string' || bound === undefined) return undefined
    if (packedOperand >= 0) {
      const packed = packRelease(value)
      if (packed >= 0) return holds(packed - packedOperand)
    }
    const version = parseVersion(value, lenient)
    return version === undefined ? undefined : holds(compareVersions(version, bound))
  }
}
