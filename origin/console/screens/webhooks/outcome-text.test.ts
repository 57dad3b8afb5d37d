import { describe, expect, it } from 'vitest'
import { outcomeText } from './outcome-text.ts'

describe('what came of a delivery', () => {
  it('is said of an answer, and of why there was none', () => {
    expect(outcomeText('204')).toBe('answered 204')
    expect(outcomeText('the address is not public')).toBe('its address is not public')
    expect(outcomeText('ECONNREFUSED')).toBe('nobody listens there')
  })

  it('names a reason that it does not know', () => {
    expect(outcomeText('CERT_HAS_EXPIRED')).toBe('no answer (CERT_HAS_EXPIRED)')
  })

  it('is a dash before the first try', () => {
    expect(outcomeText(null)).toBe('—')
  })
})
