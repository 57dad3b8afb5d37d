import { describe, expect, it } from 'vitest'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import { compileAttribute } from './attribute.ts'

const read = (path: string, context: string) => compileAttribute(path)(JSON.parse(context) as EvaluationContext)

describe('compileAttribute', () => {
  it.each([
    ['plan', '{"plan":"pro"}', 'pro'],
    ['geo.country', '{"geo":{"country":"BR"}}', 'BR'],
    ['geo.country', '{"geo.country":"PT","geo":{"country":"BR"}}', 'PT'],
    ['/geo/country', '{"geo.country":"PT","geo":{"country":"BR"}}', 'BR'],
    ['/plan.name', '{"plan.name":"x","plan":{"name":"y"}}', 'x'],
    ['/a~1b/c~0d', '{"a/b":{"c~d":1}}', 1],
    ['/~01', '{"~1":1}', 1],
    ['/items/1', '{"items":["a","b"]}', 'b'],
    ['items.0', '{"items":["a"]}', 'a'],
    ['a..b', '{"a":{"":{"b":1}}}', 1],
    ['a.b', '{"a":null}', undefined],
    ['a.b', '{"a":"text"}', undefined],
    ['a.length', '{"a":"text"}', undefined],
    ['missing', '{}', undefined],
    ['plan', '{"plan":null}', null],
    ['usuário', '{"usuário":1}', 1],
  ])('reads %s of %s', (path, context, value) => {
    expect(read(path, context)).toBe(value)
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
    'inherits no %s, and finds one that is there',
    (name) => {
      for (const path of [name, `/${name}`, `a.${name}`, `/a/${name}`]) expect(read(path, '{"a":{}}')).toBeUndefined()
      expect(read(name, `{"${name}":"x"}`)).toBe('x')
      expect(read(`a.${name}`, `{"a":{"${name}":"x"}}`)).toBe('x')
      expect(read(`${name}.a`, '{}')).toBeUndefined()
      expect(read(`${name}.a`, `{"${name}":{"a":1}}`)).toBe(1)
    },
  )
})
