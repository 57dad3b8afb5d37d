import { describe, expect, it } from 'vitest'
import { derivePseudonymKey, pseudonymise } from '../../shared/contracts/pseudonym.ts'
import { createClassicEvents } from './classic-event.ts'

const MESSAGE = { user_id: 'joão', flag_name: 'promoção', result: false, timestamp: '2026-11-24T02:34:14.5-03:00' }
const OPTIONS = {
  environmentId: 'abcdefghijkl',
  userIds: 'pseudonym',
  pseudonymSecret: 's'.repeat(32),
  retentionDays: 90,
  now: () => Date.UTC(2026, 10, 24),
} as const

describe("the seed's message as an event", () => {
  it('has the pseudonym that an edge of that environment would have given', async () => {
    const item = await createClassicEvents(OPTIONS)('message-1', MESSAGE)
    const key = await derivePseudonymKey(OPTIONS.pseudonymSecret, OPTIONS.environmentId)
    expect(item).toEqual({
      ...MESSAGE,
      event_id: 'message-1',
      user_id: await pseudonymise(key, 'joão'),
      environment: 'abcdefghijkl',
      expires_at: Date.UTC(2027, 1, 22) / 1_000,
    })
  })

  it('has a pseudonym of its own where no environment is named', async () => {
    const item = await createClassicEvents({ ...OPTIONS, environmentId: undefined })('message-1', MESSAGE)
    const named = await createClassicEvents(OPTIONS)('message-1', MESSAGE)
    expect(item).not.toHaveProperty('environment')
    expect(item.user_id).toMatch(/^p_[0-9a-f]{32}$/)
    expect(item.user_id).not.toBe(named.user_id)
  })

  it('names the user as they are when that was chosen', async () => {
    const item = await createClassicEvents({ ...OPTIONS, userIds: 'plain' })('message-1', MESSAGE)
    expect(item.user_id).toBe('joão')
  })
})
