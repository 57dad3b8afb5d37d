import { describe, expect, it } from 'vitest'
import { createPasswords } from './passwords.ts'

describe('passwords', () => {
  it('are hashed by argon2id with 19 MiB, each with a salt of its own', async () => {
    const passwords = createPasswords()
    const [a, b] = await Promise.all([passwords.hash('same'), passwords.hash('same')])
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(a).not.toBe(b)
  })

  it('are the same on every keyboard', async () => {
    const passwords = createPasswords()
    expect(await passwords.isRight('sen\u0303a', await passwords.hash('se\u00f1a'))).toBe(true)
    expect(await passwords.isRight('senha', await passwords.hash('señha'))).toBe(false)
  })

  it('refuse work rather than let it pile up, and take it again afterwards', async () => {
    const passwords = createPasswords()
    const answers = await Promise.allSettled(Array.from({ length: 80 }, () => passwords.isRight('x', undefined)))
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(14)
    expect(await passwords.isRight('x', undefined)).toBe(false)
  })
})
