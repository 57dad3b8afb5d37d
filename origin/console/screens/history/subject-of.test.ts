import { describe, expect, it } from 'vitest'
import { subjectOf } from './subject-of.ts'

describe('what was changed', () => {
  it.each([
    [{ after: { key: 'beta', name: 'Beta' }, before: null, target: 'x1' }, 'beta'],
    [{ after: null, before: { url: 'https://example.com' }, target: 'x1' }, 'https://example.com'],
    [{ after: { flag: 'checkout', version: 2 }, before: null, target: 'checkout' }, 'checkout'],
    [{ after: { name: 7 }, before: 'text', target: 'x1' }, 'x1'],
  ])('is called by the name that it has, in %o', (entry, subject) => {
    expect(subjectOf(entry)).toBe(subject)
  })
})
