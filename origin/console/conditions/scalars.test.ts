import { describe, expect, it } from 'vitest'
import { guessedKind, kindOf, toScalars } from './scalars.ts'

describe('the operands of a condition', () => {
  it('are texts until somebody says that they are numbers', () => {
    expect(toScalars(['5', '6'], 'text', [])).toEqual(['5', '6'])
    expect(toScalars(['5', '6.5'], 'number', [])).toEqual([5, 6.5])
  })

  it('stay what they were when another is added', () => {
    expect(toScalars(['5', 'true', '7'], 'text', [5, true])).toEqual([5, true, '7'])
  })

  it('stay texts where they are no numbers', () => {
    expect(toScalars(['five', 'yes'], 'number', [])).toEqual(['five', 'yes'])
  })

  it('could be numbers or booleans only when all of them could', () => {
    expect([guessedKind(['5', '6']), guessedKind(['true']), guessedKind(['5', 'x']), guessedKind([])]).toEqual([
      'number',
      'boolean',
      'text',
      'text',
    ])
  })

  it('are of the kind of the last one', () => {
    expect([kindOf([1]), kindOf([true]), kindOf(['a']), kindOf([])]).toEqual(['number', 'boolean', 'text', 'text'])
  })
})
