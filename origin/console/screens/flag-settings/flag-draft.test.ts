import { describe, expect, it } from 'vitest'
import type { FlagView } from '../../api/views.ts'
import { changedParts, draftOfFlag, gapsOf, isChangedFlag, isDecisive } from './flag-draft.ts'

const flag = {
  key: 'button',
  type: 'string',
  variants: [
    { name: 'blue', value: '#00f' },
    { name: 'green', value: '#0a0' },
  ],
  description: null,
  clientVisible: false,
  owner: 'search',
  tags: ['ui'],
  lifetime: 'permanent',
  expectedEndAt: null,
  archivedAt: null,
  scheme: 'native',
  salt: 's',
  version: 1,
  createdAt: '',
  updatedAt: '',
} as FlagView
const draft = draftOfFlag(flag)
const red = { id: 'x', name: 'red', value: '#f00' }

describe('the draft of a flag', () => {
  it('changes nothing until something is edited', () => {
    expect([isChangedFlag(flag, draft), isDecisive(flag, draft), changedParts(flag, draft)]).toEqual([false, false, {}])
  })

  it('names what was edited, and nothing else', () => {
    expect(changedParts(flag, { ...draft, description: ' the button ', owner: '' })).toEqual({
      description: 'the button',
      owner: null,
    })
  })

  it('decides something for people when a variant has another value, or clients see it', () => {
    const [blue, green] = draft.variants
    if (blue === undefined || green === undefined) throw new Error('the flag has two variants')
    expect(isDecisive(flag, { ...draft, variants: [{ ...blue, value: '#00a' }, green] })).toBe(true)
    expect(isDecisive(flag, { ...draft, variants: [blue, red] })).toBe(true)
    expect(isDecisive(flag, { ...draft, clientVisible: true })).toBe(true)
  })

  it('decides nothing when a variant comes in addition, or words change', () => {
    expect(isDecisive(flag, { ...draft, variants: [...draft.variants, red] })).toBe(false)
    expect(isDecisive(flag, { ...draft, tags: ['web'], description: 'new' })).toBe(false)
  })

  it('lacks what cannot be a variant', () => {
    const number = { ...flag, type: 'number', variants: [{ name: 'low', value: 1 }] } as FlagView
    const numbers = draftOfFlag(number)
    expect(gapsOf(number, numbers)).toEqual([])
    expect(
      gapsOf(number, { ...numbers, variants: [...numbers.variants, { ...red, name: 'low', value: '2' }] }),
    ).toEqual([0, 1])
    expect(gapsOf(number, { ...numbers, variants: [red] })).toEqual([0])
  })
})
