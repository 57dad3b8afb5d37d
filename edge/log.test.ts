import { describe, expect, it } from 'vitest'
import { describeError } from './log.ts'

describe('describeError', () => {
  it('tells the class and the place, and never the message', () => {
    const described = describeError(new TypeError('user-123\nis not in the list'))
    expect(described.name).toBe('TypeError')
    expect(described.at).toContain('log.test.ts')
    expect(JSON.stringify(described)).not.toContain('user-123')
  })

  it('takes no name that does not look like one', () => {
    expect(describeError(Object.assign(new Error('x'), { name: 'user-123 is gone' })).name).toBe('Error')
  })

  it('takes whatever was thrown', () => {
    expect(describeError('user-123')).toEqual({ name: 'string', at: '' })
  })
})
