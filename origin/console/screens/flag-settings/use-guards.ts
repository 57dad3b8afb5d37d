import { useConfigurations } from '../../api/use-flag.ts'
import type { EnvironmentView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

/**
 * The protected environments where somebody said what a flag does. There may be more of them, where a request asks for
 * that; then the origin refuses, and the change is asked for all the same.
 */
export function useGuards(flag: string): readonly EnvironmentView[] {
  const { environments } = useScope()
  const configurations = useConfigurations(flag).data ?? []
  // As it was made, a configuration has the version 1.
  const configured = new Set(configurations.flatMap(({ environment, version }) => (version > 1 ? [environment] : [])))
  return environments.filter(({ key, protected: isProtected }) => isProtected && configured.has(key))
}

/** Whom a change waits for. */
export function guardsText(guards: readonly EnvironmentView[]): string {
  if (guards.length === 0) return m.flag_settings_guarded_somewhere()
  const count = Math.max(...guards.map(({ requiredApprovals }) => requiredApprovals))
  return m.flag_settings_guarded({ environments: guards.map(({ name }) => name).join(', '), count })
}
