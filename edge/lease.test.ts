import { describe, expect, it } from 'vitest'
import { createLease } from './lease.ts'

describe('a lease', () => {
  it('is held by one at a time', () => {
    const lease = createLease()
    expect(lease.take(1_000, 50)).toBeDefined()
    expect(lease.take(1_049, 50)).toBeUndefined()
    expect(lease.isHeld(1_049)).toBe(true)
  })

  it('ends by itself', () => {
    const lease = createLease()
    lease.take(1_000, 50)
    expect(lease.isHeld(1_050)).toBe(false)
    expect(lease.take(1_050, 50)).toBeDefined()
  })

  it('is free again when it is released', () => {
    const lease = createLease()
    const token = lease.take(1_000, 50)
    lease.release(token!)
    expect(lease.take(1_001, 50)).toBeDefined()
  })

  it('is not released by a holder whose time was over', () => {
    const lease = createLease()
    const late = lease.take(1_000, 50)
    lease.take(1_050, 50)
    lease.release(late!)
    expect(lease.isHeld(1_051)).toBe(true)
  })

  it('ends when the clock steps back before its beginning', () => {
    const lease = createLease()
    lease.take(1_000_000, 50)
    expect(lease.isHeld(5)).toBe(false)
  })
})
