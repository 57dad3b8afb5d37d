import { describe, expect, it } from 'vitest'
import { flagKeyInPath } from './flag-key-in-path.ts'
import { rawPathOf } from './raw-path.ts'

const keyOf = (rest: string) => flagKeyInPath(`https://edge.example/ofrep/v1/evaluate/flags/${rest}`)

describe('flagKeyInPath', () => {
  it.each([
    ['plain', 'plain'],
    ['a/b', 'a/b'],
    ['a%2Fb', 'a/b'],
    ['promo%C3%A7%C3%A3o', 'promoção'],
    ['50%25', '50%'],
    ['%252F', '%2F'],
    ['%zz', '%zz'],
    ['100%', '100%'],
    ['50%20%%20off', '50 % off'],
    ['%ff', '%ff'],
    ['__proto__', '__proto__'],
    ['a?flagConfigEtag=v1', 'a'],
    ['', ''],
  ])('takes %s as %s', (rest, key) => {
    expect(keyOf(rest)).toBe(key)
  })

  it('finds none where a path names none', () => {
    expect(flagKeyInPath('https://edge.example/ofrep/v1/evaluate/flags')).toBeUndefined()
    expect(flagKeyInPath('https://edge.example/evaluate?x=/evaluate/flags/a')).toBeUndefined()
  })
})

describe('rawPathOf', () => {
  it('leaves encodings alone', () => {
    expect(rawPathOf('https://a.example/%6ffrep//x?y=/z')).toBe('/%6ffrep//x')
    expect(rawPathOf('http://a.example:8787/')).toBe('/')
  })
})
