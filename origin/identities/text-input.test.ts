import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { descriptionSchema } from './text-input.ts'

describe('textLength', () => {
  it.each([
    [LIMITS.textLength - 1, true],
    [LIMITS.textLength, true],
    [LIMITS.textLength + 1, false],
  ])('answers for a description of %i code units: %s', (length, accepted) => {
    expect(parseWith(descriptionSchema, 'x'.repeat(length)).ok).toBe(accepted)
  })
})
