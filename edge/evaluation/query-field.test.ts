import { describe, expect, it } from 'vitest'
import { readQueryField } from './query-field.ts'

describe('readQueryField', () => {
  it.each([
    ['user_id=a', 'a'],
    ['x=1&user_id=jo%C3%A3o', 'joão'],
    ['user_id=a+b%2Bc', 'a b+c'],
    ['user_id=first&user_id=second', 'first'],
    ['user%5Fid=a', 'a'],
    ['user_id=a=b', 'a=b'],
    ['user_id=', ''],
    ['user_id', ''],
    ['%zz=1&user_id=a', 'a'],
    ['user_id=%F0%9F%98%80', '😀'],
    ['user_id=%00', '\0'],
  ])('reads %s', (query, text) => {
    expect(readQueryField(query, 'user_id')).toEqual({ text })
  })

  it.each(['%zz', '%', '%ff', '%C3', 'a%u0041'])('calls %s malformed', (value) => {
    expect(readQueryField(`user_id=${value}`, 'user_id')).toBe('malformed')
  })

  it('finds nothing in an empty query', () => {
    expect(readQueryField('', 'user_id')).toBeUndefined()
  })
})
