import { describe, expect, it } from 'vitest'
import { returnPathOf, returnPathSchema } from './return-path.ts'

describe('where somebody is led on to', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/.//evil.example/',
    '/a/..//evil.example/',
    'javascript:alert(1)',
    'console',
    ' /console',
    '/\ud800',
    '',
  ])('is not %j', (path) => {
    expect(returnPathSchema.safeParse(path).success).toBe(false)
  })

  it.each([
    ['/', '/'],
    ['/console/flags?q=a%20b#top', '/console/flags?q=a%20b#top'],
    ['/console?next=//evil.example', '/console?next=//evil.example'],
    ['/ação', '/a%C3%A7%C3%A3o'],
    ['/a\r\nSet-Cookie: x=y', '/aSet-Cookie:%20x=y'],
  ])('may be %j, in a header %j', (path, inHeader) => {
    expect(returnPathSchema.safeParse(path).success).toBe(true)
    expect(returnPathOf(path)).toBe(inHeader)
  })
})
