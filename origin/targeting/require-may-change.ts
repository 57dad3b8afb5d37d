import { isDeepStrictEqual } from 'node:util'
import { type ChangeWay, isApprovedWay } from '../changes/author.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { ConfigurationPart } from './assemble-flag.ts'

export interface ConfigurationStep {
  readonly before: ConfigurationPart
  readonly after: ConfigurationPart
}

/**
 * In a protected environment nobody changes what a flag does by themselves, whatever their role and not even by the
 * master key: others approve a change request, and what they approved comes in by the ways `request` and `schedule`. Switching a flag
 * off is let in at once: it is what one does at night, alone, while something burns.
 * @throws OriginError `approval_required`
 */
export function requireMayChange(
  way: ChangeWay,
  environment: { readonly key: string; readonly protected: boolean },
  step: ConfigurationStep,
): void {
  if (!environment.protected || isApprovedWay(way) || isKill(step)) return
  throw new OriginError(
    'approval_required',
    `the environment ${JSON.stringify(environment.key)} is protected: make a change request, which others approve; ` +
      'alone one may only switch a flag off ("enabled": false, and nothing else)',
  )
}

/** Whether a step switches a flag off, and does nothing else. */
export function isKill({ before, after }: ConfigurationStep): boolean {
  return before.enabled && !after.enabled && isDeepStrictEqual(partsOf(before), partsOf(after))
}

function partsOf({ offVariant, rules, defaultServe }: ConfigurationPart): Omit<ConfigurationPart, 'enabled'> {
  return { offVariant, rules, defaultServe }
}
