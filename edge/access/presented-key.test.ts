import { describe, expect, it } from 'vitest'
import { testKey } from '../testing/signing.ts'
import { createKeyReader } from './presented-key.ts'

const SERVER = testKey('srv', 'aaaaaaaaaaaa', 'a')
const CLIENT = testKey('cli', 'bbbbbbbbbbbb', 'b')

describe('the key that a request shows', () => {
  it.each([
    ['authorization', `Bearer ${SERVER}`],
    ['authorization', `bearer   ${SERVER} `],
    ['x-api-key', SERVER],
  ])('is read from %s: %s, the first time and again', (name, value) => {
    const read = createKeyReader()
    for (let time = 0; time < 3; time++) {
      expect(read(new Headers({ [name]: value }))).toEqual({ kind: 'srv', ownerId: 'aaaaaaaaaaaa', text: SERVER })
    }
  })

  it('is none without a header, and bad where it has no shape, a wrong checksum, or is for managing', () => {
    const read = createKeyReader()
    expect(read(new Headers())).toBe('none')
    const wrong = SERVER.slice(0, -1) + (SERVER.endsWith('0') ? '1' : '0')
    for (const bad of ['', 'tm_srv', wrong, testKey('adm', 'aaaaaaaaaaaa', 'a')]) {
      for (let time = 0; time < 2; time++) {
        expect(read(new Headers({ authorization: `Bearer ${bad}` }))).toBe('bad')
        expect(read(new Headers({ 'x-api-key': bad }))).toBe('bad')
      }
    }
    expect(read(new Headers({ authorization: SERVER, 'x-api-key': SERVER }))).toBe('bad')
  })

  it('is never the one that somebody else showed', () => {
    const read = createKeyReader()
    for (const key of [SERVER, CLIENT, SERVER, CLIENT]) {
      expect(read(new Headers({ authorization: `Bearer ${key}` }))).toMatchObject({ text: key })
    }
  })
})
