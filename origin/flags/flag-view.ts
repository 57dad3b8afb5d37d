import type { FlagRow } from './flag-repository.ts'

/** A flag as people see it: what it is in every environment. */
export function flagView(flag: FlagRow) {
  return {
    key: flag.key,
    type: flag.type,
    variants: flag.variants,
    description: flag.description,
    clientVisible: flag.clientVisible,
    scheme: flag.scheme,
    salt: flag.salt,
    version: flag.version,
    createdAt: new Date(flag.createdAtMs).toISOString(),
    updatedAt: new Date(flag.updatedAtMs).toISOString(),
  }
}
