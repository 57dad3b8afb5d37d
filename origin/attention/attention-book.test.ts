import { beforeEach, describe, expect, it } from 'vitest'
import { type AttentionBook, DAILY_BUDGET_MS, createAttentionBook } from './attention-book.ts'

const ID = 'aaaaaaaaaaaa'
const OTHER = 'bbbbbbbbbbbb'
const MIDNIGHT = Date.UTC(2026, 10, 24)

describe('attention', () => {
  let nowMs: number
  let book: AttentionBook
  beforeEach(() => {
    nowMs = MIDNIGHT
    book = createAttentionBook({ clock: () => nowMs, dailyBudgetMs: DAILY_BUDGET_MS })
  })

  it('is at rest until somebody raises it, for one environment alone', () => {
    expect(book.current(ID)).toBeNull()
    const { attention, budgetRemainingMs, isNew } = book.raise(ID)
    expect(attention?.forMs).toBe(60_000)
    expect(budgetRemainingMs).toBe(DAILY_BUDGET_MS - 60_000)
    expect(isNew).toBe(true)
    expect(book.current(ID)).toEqual(attention)
    expect(book.current(OTHER)).toBeNull()
  })

  it('says what is left of it under the same number, and ends', () => {
    const { attention } = book.raise(ID)
    nowMs += 59_999
    expect(book.current(ID)).toEqual({ seq: attention?.seq, forMs: 1 })
    nowMs += 1
    expect(book.current(ID)).toBeNull()
  })

  it('is not raised anew while half of it is left', () => {
    const { attention } = book.raise(ID)
    nowMs += 30_000
    expect(book.raise(ID)).toEqual({
      attention: { seq: attention?.seq, forMs: 30_000 },
      budgetRemainingMs: DAILY_BUDGET_MS - 60_000,
      isNew: false,
    })
  })

  it('is raised to a minute under a new number when less is left, and what is left is not paid twice', () => {
    const first = book.raise(ID)
    nowMs += 50_000
    const second = book.raise(ID)
    expect(second.attention?.seq).not.toBe(first.attention?.seq)
    expect(second.attention?.forMs).toBe(60_000)
    expect(second.budgetRemainingMs).toBe(DAILY_BUDGET_MS - 110_000)
  })

  it('grants what is left of the day, then nothing, and everything again on the next day', () => {
    book = createAttentionBook({ clock: () => nowMs, dailyBudgetMs: 100_000 })
    book.raise(ID)
    nowMs += 60_000
    expect(book.raise(ID)).toMatchObject({ attention: { forMs: 40_000 }, budgetRemainingMs: 0 })
    nowMs += 60_000
    expect(book.raise(ID)).toEqual({ attention: null, budgetRemainingMs: 0, isNew: false })
    expect(book.raise(OTHER).attention?.forMs).toBe(60_000)
    nowMs = MIDNIGHT + 86_400_000
    expect(book.raise(ID)).toMatchObject({ attention: { forMs: 60_000 }, budgetRemainingMs: 40_000 })
  })

  it('is never raised where it is turned off', () => {
    book = createAttentionBook({ clock: () => nowMs, dailyBudgetMs: 0 })
    expect(book.raise(ID)).toEqual({ attention: null, budgetRemainingMs: 0, isNew: false })
    expect(book.current(ID)).toBeNull()
  })

  it('has numbers that were not there before a restart', () => {
    const before = book.raise(ID).attention?.seq
    nowMs += 1_000
    const restarted = createAttentionBook({ clock: () => nowMs, dailyBudgetMs: DAILY_BUDGET_MS })
    expect(restarted.raise(ID).attention?.seq).not.toBe(before)
  })

  it('ends when the clock steps back, and can be raised again', () => {
    book.raise(ID)
    nowMs -= 3_600_000
    expect(book.current(ID)).toBeNull()
    expect(book.raise(ID).attention?.forMs).toBe(60_000)
  })
})
