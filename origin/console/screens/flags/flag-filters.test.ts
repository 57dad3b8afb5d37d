import { describe, expect, it } from 'vitest'
import type { ListedFlag } from '../../api/views.ts'
import { filterFlags } from './flag-filters.ts'

const NO_FILTER = { q: '', tag: '', owner: '', type: '', switch: '' } as const

function flag(key: string, members: Partial<ListedFlag> = {}): ListedFlag {
  return {
    key,
    type: 'boolean',
    variants: [],
    description: null,
    clientVisible: false,
    owner: null,
    tags: [],
    lifetime: 'permanent',
    expectedEndAt: null,
    archivedAt: null,
    scheme: 'murmur3',
    salt: 's',
    version: 1,
    createdAt: '',
    updatedAt: '',
    environments: [],
    ...members,
  } as ListedFlag
}

const flags = [
  flag('checkout', { description: 'The new Checkout page', tags: ['web'], owner: 'ana' }),
  flag('search', { type: 'string', environments: [{ environment: 'production', enabled: true, version: 2 }] }),
]
const keysOf = (filters: Partial<Parameters<typeof filterFlags>[1]>): readonly string[] =>
  filterFlags(flags, { ...NO_FILTER, ...filters }, 'production').map(({ key }) => key)

describe('the filters of the flags', () => {
  it('let everything through when there are none', () => {
    expect(keysOf({})).toEqual(['checkout', 'search'])
  })

  it('find each word in key or description, in any case and order', () => {
    expect(keysOf({ q: 'PAGE check' })).toEqual(['checkout'])
    expect(keysOf({ q: 'page search' })).toEqual([])
  })

  it('hold together: tag, owner, type and switch', () => {
    expect(keysOf({ tag: 'web', owner: 'ana' })).toEqual(['checkout'])
    expect(keysOf({ type: 'string' })).toEqual(['search'])
    expect(keysOf({ switch: 'on' })).toEqual(['search'])
    expect(keysOf({ switch: 'off' })).toEqual(['checkout'])
    expect(keysOf({ switch: 'off', type: 'string' })).toEqual([])
  })
})
