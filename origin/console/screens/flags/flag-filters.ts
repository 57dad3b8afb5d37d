import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { ListedFlag } from '../../api/views.ts'

export type FlagState = 'live' | 'archived'

/** What narrows the list; each lies in the address under its own name. */
export interface FlagFilters {
  readonly q: string
  readonly tag: string
  readonly owner: string
  readonly type: string
  readonly state: FlagState
  /** In the environment of the address. */
  readonly switch: '' | 'on' | 'off'
}

const NAMES = ['q', 'tag', 'owner', 'type', 'state', 'switch'] as const satisfies readonly (keyof FlagFilters)[]

export interface FilterControl {
  readonly filters: FlagFilters
  readonly isNarrowed: boolean
  readonly change: (name: keyof FlagFilters, value: string) => void
  readonly clear: () => void
}

/** Filters live in the address, so that a list can be shared and the way back leads to it. */
export function useFlagFilters(): FilterControl {
  const [parameters, setParameters] = useSearchParams()
  const change = useCallback(
    (name: keyof FlagFilters, value: string): void =>
      setParameters(
        (before) => {
          if (value === '') before.delete(name)
          else before.set(name, value)
          return before
        },
        { replace: true },
      ),
    [setParameters],
  )
  const clear = useCallback(() => setParameters({}, { replace: true }), [setParameters])
  const filters = useMemo(() => readFilters(parameters), [parameters])
  return { filters, isNarrowed: NAMES.some((name) => parameters.has(name)), change, clear }
}

function readFilters(parameters: URLSearchParams): FlagFilters {
  const text = (name: string): string => parameters.get(name) ?? ''
  const position = text('switch')
  return {
    q: text('q'),
    tag: text('tag'),
    owner: text('owner'),
    type: text('type'),
    state: readState(parameters),
    switch: position === 'on' || position === 'off' ? position : '',
  }
}

/** Which flags an address is about. */
export function readState(parameters: URLSearchParams): FlagState {
  return parameters.get('state') === 'archived' ? 'archived' : 'live'
}

/** Every word of the search must be somewhere in the key or the description. */
export function filterFlags(
  flags: readonly ListedFlag[],
  filters: Omit<FlagFilters, 'state'>,
  environment: string,
): readonly ListedFlag[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean)
  return flags.filter((flag) => {
    if (filters.tag !== '' && !flag.tags.includes(filters.tag)) return false
    if (filters.owner !== '' && flag.owner !== filters.owner) return false
    if (filters.type !== '' && flag.type !== filters.type) return false
    if (filters.switch !== '' && isOn(flag, environment) !== (filters.switch === 'on')) return false
    if (words.length === 0) return true
    const text = `${flag.key} ${flag.description ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function isOn(flag: ListedFlag, environment: string): boolean {
  return flag.environments.some((state) => state.environment === environment && state.enabled)
}
