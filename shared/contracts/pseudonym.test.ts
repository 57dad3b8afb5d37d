import { describe, expect, it } from 'vitest'
import { derivePseudonymKey, pseudonymise } from './pseudonym.ts'

const pseudonymOf = async (secret: string, environment: string, userId: string) =>
  pseudonymise(await derivePseudonymKey(secret, environment), userId)

describe('pseudonymise', () => {
  it.each([
    ['user-1', 'p_178239c1c637262f7772a38a82b0c5e7'],
    ['joão', 'p_e4a8fb8dc3bd6105003281017239e935'],
  ])('gives %s the pseudonym that HKDF and HMAC give elsewhere, for ever', async (userId, expected) => {
    expect(await pseudonymOf('a secret', 'abcdefghijkl', userId)).toBe(expected)
  })

  it('changes with the secret, the environment and the person', async () => {
    const all = await Promise.all([
      pseudonymOf('a secret', 'abcdefghijkl', 'user-1'),
      pseudonymOf('another', 'abcdefghijkl', 'user-1'),
      pseudonymOf('a secret', 'lkjihgfedcba', 'user-1'),
      pseudonymOf('a secret', 'abcdefghijkl', 'user-2'),
    ])
    expect(new Set(all).size).toBe(4)
    for (const pseudonym of all) expect(pseudonym).toMatch(/^p_[0-9a-f]{32}$/)
  })
})
