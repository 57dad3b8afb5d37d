import { createHash } from 'node:crypto'
import type { Environment } from './environment-repository.ts'

/** An environment as people see it. */
export function environmentView(environment: Environment) {
  return {
    id: environment.id,
    key: environment.key,
    name: environment.name,
    protected: environment.protected,
    settings: environment.settings,
    createdAt: new Date(environment.createdAtMs).toISOString(),
  }
}

/**
 * Names the state of what can be changed here. The ruleset's version would not do: it grows with every flag, and two
 * people who edit different things are not in each other's way.
 */
export function environmentETag({ name, protected: isProtected, settings }: Environment): string {
  return createHash('sha256')
    .update(JSON.stringify([name, isProtected, settings]))
    .digest('hex')
    .slice(0, 16)
}
