import { describe, expect, it } from 'vitest'
import { parseFlag } from '../../shared/contracts/flag.ts'
import { assembleFlag } from './assemble-flag.ts'
import { defaultConfiguration } from './default-configuration.ts'

const flag = {
  key: 'x',
  type: 'boolean' as const,
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  clientVisible: false,
  scheme: 'native' as const,
  salt: 'salt',
}

describe('assembleFlag', () => {
  it('leaves behind the rules that are switched off, and what edges do not need of the others', () => {
    const stored = { createdAtMs: 1, updatedAtMs: 2, serve: { variant: 'on' } }
    const rules = [
      { id: 'a', enabled: false, ...stored },
      { id: 'b', enabled: true, ...stored },
    ]
    const assembled = assembleFlag(flag, { ...defaultConfiguration(flag), rules })
    expect(assembled.rules).toEqual([{ id: 'b', serve: { variant: 'on' } }])
    expect(parseFlag(assembled)).toEqual({ ok: true, value: assembled })
  })

  it('writes an absent off variant as absent, which is how the wire says it', () => {
    const assembled = assembleFlag(flag, { ...defaultConfiguration(flag), offVariant: null })
    expect(Object.hasOwn(assembled, 'offVariant')).toBe(false)
  })
})
