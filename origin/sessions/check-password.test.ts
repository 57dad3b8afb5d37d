import { describe, expect, it } from 'vitest'
import { OriginError } from '../errors/origin-error.ts'
import type { Account } from '../people/account-repository.ts'
import { createCheckPassword } from './check-password.ts'

const ACCOUNT = { id: 'ana', passwordHash: 'of right', disabledAtMs: null } as Account

/** Every password is wrong but one; counts how often one was compared. */
function startChecking() {
  const compared: (string | null | undefined)[] = []
  const check = createCheckPassword(
    {
      hash: (password) => Promise.resolve(`of ${password}`),
      isRight: (password, passwordHash) => {
        compared.push(passwordHash)
        return Promise.resolve(passwordHash === `of ${password}`)
      },
    },
    () => 0,
  )
  const codeOf = (email: string, password: string, network: string): Promise<string> =>
    check({ email, password, network, account: email === 'ana' ? ACCOUNT : undefined }).then(
      () => 'let in',
      (error: unknown) => (error instanceof OriginError ? error.code : String(error)),
    )
  return { compared, codeOf }
}

describe('a password', () => {
  it('costs one comparison, whether anybody has the e-mail or not', async () => {
    const { compared, codeOf } = startChecking()
    expect(await codeOf('ana', 'wrong', 'a')).toBe('sign_in_refused')
    expect(await codeOf('nobody', 'wrong', 'a')).toBe('sign_in_refused')
    expect(await codeOf('ana', 'right', 'a')).toBe('let in')
    expect(compared).toEqual(['of right', undefined, 'of right'])
  })

  it('is guessed at fifty accounts from one address and no more, and from another one still', async () => {
    const { compared, codeOf } = startChecking()
    for (let i = 0; i < 50; i++) expect(await codeOf(`nobody-${i}`, 'wrong', 'a')).toBe('sign_in_refused')
    expect(await codeOf('ana', 'right', 'a')).toBe('too_many_attempts')
    expect(compared).toHaveLength(50)
    expect(await codeOf('ana', 'right', 'b')).toBe('let in')
  })

  it('is not limited by those that were right: an office signs in through one address', async () => {
    const { codeOf } = startChecking()
    for (let i = 0; i < 60; i++) expect(await codeOf('ana', 'right', 'a')).toBe('let in')
  })
})
