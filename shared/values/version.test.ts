import { compareVersions as compareElsewhere, satisfies } from 'compare-versions'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseVersionRange } from './version-range.ts'
import { type Version, compareVersions, packRelease, parseVersion } from './version.ts'

const part = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200_000 }))
const release = fc.tuple(part, part, part).map((parts) => parts.join('.'))
const identifier = fc.constantFrom('0', '1', '10', 'alpha', 'beta', 'rc-1', 'a')
const prerelease = fc
  .tuple(release, fc.array(identifier, { minLength: 1, maxLength: 3 }))
  .map(([a, b]) => `${a}-${b.join('.')}`)
const version = fc.oneof(release, prerelease)

function read(text: string): Version {
  const parsed = parseVersion(text, false)
  if (parsed === undefined) throw new Error(`expected a version: ${text}`)
  return parsed
}

describe('compareVersions', () => {
  it('agrees with another implementation on any two versions', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(read(a), read(b)))).toBe(compareElsewhere(a, b))
      }),
    )
  })

  it('is an order: the opposite of the opposite, and equal only to itself', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(read(a), read(b)))).toBe(0 - Math.sign(compareVersions(read(b), read(a))))
      }),
    )
  })
})

describe('packRelease', () => {
  it('sorts as the versions do, and leaves to the parser what it cannot pack', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [first, second] = [packRelease(a), packRelease(b)]
        fc.pre(first >= 0 && second >= 0)
        expect(Math.sign(first - second)).toBe(Math.sign(compareVersions(read(a), read(b))))
      }),
    )
  })

  it('packs nothing that the strict parser refuses', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', 'a', '/', ':'), maxLength: 12 }),
        (text) => {
          expect(packRelease(text) < 0 || parseVersion(text, false) !== undefined).toBe(true)
        },
      ),
    )
  })

  it.each(['1.2', '1.2.3.4', '1.2.3-a', '01.2.3', '100000.0.0', '1..3', '.1.2', '1.2.', ''])(
    'leaves out %s',
    (text) => {
      expect(packRelease(text)).toBe(-1)
    },
  )
})

describe('parseVersionRange', () => {
  const small = fc.integer({ min: 0, max: 3 })
  const near = fc.tuple(small, small, small).map((parts) => parts.join('.'))
  const comparator = fc
    .tuple(fc.constantFrom('>=', '<=', '>', '<', '=', '^', '~', ''), near)
    .map((parts) => parts.join(''))

  it('agrees with another implementation on releases', () => {
    fc.assert(
      fc.property(
        near,
        fc.array(comparator, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        (a, parts, isAlternative) => {
          const range = parts.join(isAlternative ? ' || ' : ' ')
          // Elsewhere `^0.0.x` is wider than npm has it.
          fc.pre(!/\^0\.0\./.test(range))
          const spans = parseVersionRange(range, false)
          expect(spans?.some((span) => span.holds(read(a)))).toBe(satisfies(a, range))
        },
      ),
    )
  })

  it.each(['', ' ', '||', '>', '>>1.0.0', '1.2.3 ||', 'x.1', '1.x.3', '>=1.x', 'latest', '1.2', '>=1'])(
    'refuses %j when strict',
    (text) => {
      expect(parseVersionRange(text, false)).toBeUndefined()
    },
  )
})
