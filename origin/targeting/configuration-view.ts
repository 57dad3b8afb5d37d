import type { ConfigurationRow } from './configuration-repository.ts'

/** What a flag does in one environment, as people see it. */
export function configurationView(flagKey: string, environmentKey: string, row: ConfigurationRow) {
  return {
    flag: flagKey,
    environment: environmentKey,
    enabled: row.enabled,
    offVariant: row.offVariant,
    rules: row.rules.map(({ createdAtMs: _createdAtMs, updatedAtMs: _updatedAtMs, ...rule }) => rule),
    defaultServe: row.defaultServe,
    version: row.version,
    updatedAt: new Date(row.updatedAtMs).toISOString(),
  }
}
