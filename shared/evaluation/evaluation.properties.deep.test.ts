import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROPERTIES } from '../conformance/properties.ts'

describe('for any input, 100 000 times', () => {
  it.each(PROPERTIES)('$name', { timeout: 600_000 }, ({ property }) => {
    expect(fc.check(property, { numRuns: 100_000 })).toMatchObject({ failed: false })
  })
})
