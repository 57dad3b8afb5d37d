import { createContext, useContext } from 'react'
import type { Caller, EnvironmentView } from '../api/views.ts'

export type Role = Caller['projects'][number]['role']

/** What the address names, and what the person may do there. */
export interface Scope {
  readonly caller: Caller
  /** Keys. */
  readonly project: string
  readonly environment: string
  readonly environments: readonly EnvironmentView[]
  readonly role: Role
}

const ROLES: readonly Role[] = ['viewer', 'editor', 'approver', 'admin']

export const ScopeContext = createContext<Scope | undefined>(undefined)

/** Only screens ask, and they are shown inside of one. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (scope === undefined) throw new Error('expected to be shown in a project')
  return scope
}

/** Whether the person has at least this role in the project. */
export function useMay(needed: Role): boolean {
  return ROLES.indexOf(useScope().role) >= ROLES.indexOf(needed)
}

export function useEnvironment(): EnvironmentView | undefined {
  const { environment, environments } = useScope()
  return environments.find(({ key }) => key === environment)
}
