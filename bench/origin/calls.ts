import type { Load } from './load.ts'
import { ENVIRONMENT, PROJECT, flagKey } from './seed-organisation.ts'

export type CallName = 'flag' | 'page' | 'search' | 'change' | 'toggle'

export interface OriginCall extends Pick<Load, 'method' | 'calls' | 'connections'> {
  readonly title: string
  /** Of the time that the constant takes; `undefined` for what is only shown. */
  readonly target: number | undefined
}

const API = `/api/v1/projects/${PROJECT}`
/** Reads are asked by several at a time; changes are made one after the other, as SQLite makes them. */
const READERS = 10
const FLAGS_IN_TURN = 50

const inTurn = Array.from({ length: FLAGS_IN_TURN }, (_, i) => flagKey(i))

function patches(pathOf: (key: string) => string, bodyOf: (isOdd: boolean) => object): Load['calls'] {
  return [true, false].flatMap((isOdd) =>
    inTurn.map((key) => ({ path: `${API}${pathOf(key)}`, body: JSON.stringify(bodyOf(isOdd)) })),
  )
}

const PAGES = [
  `search=checkout&owner=team-3&enabledIn=${ENVIRONMENT}`,
  `search=step+1&tag=web&type=boolean&lifetime=temporary`,
  `search=AREA7&tag=app&disabledIn=staging`,
]

const reading = { method: 'GET', connections: READERS } as const
const changing = { method: 'PATCH', connections: 1 } as const

export const CALLS: Readonly<Record<CallName, OriginCall>> = {
  flag: {
    ...reading,
    title: 'one flag with all its environments',
    target: 3,
    calls: inTurn.map((key) => ({ path: `${API}/flags/${key}/configurations` })),
  },
  page: {
    ...reading,
    title: 'a page of the list, 50 flags with search and filters',
    target: 6,
    calls: PAGES.map((query) => ({ path: `${API}/flags?${query}` })),
  },
  search: {
    ...reading,
    title: 'a search that finds one flag of all',
    target: undefined,
    calls: inTurn.map((key) => ({ path: `${API}/flags?search=${key.replace('flag-', 'flag-49')}` })),
  },
  change: {
    ...changing,
    title: 'a change, until it is committed',
    target: 4,
    calls: patches(
      (key) => `/flags/${key}`,
      (isOdd) => ({ description: isOdd ? 'one text' : 'another text' }),
    ),
  },
  toggle: {
    ...changing,
    title: 'a change of a ruleset, until Redis has it',
    target: undefined,
    calls: patches(
      (key) => `/environments/${ENVIRONMENT}/flags/${key}`,
      (isOdd) => ({ enabled: isOdd }),
    ),
  },
}
