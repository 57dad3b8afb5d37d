import { parseFlag } from '../../shared/contracts/flag.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import { problemsOfKeptKeys } from '../groups/problems-of-kept-keys.ts'
import {
  type ConfigurationPart,
  type FlagPart,
  assembleFlagAsWritten,
  assembleFlagWithAllRules,
} from './assemble-flag.ts'
import { placeInConfiguration } from './rule-condition.ts'

/**
 * What edges would refuse of a flag with this configuration: exactly what their own parser says, and the size. The
 * paths are those of the configuration (`rules[2].serve`) and of the flag (`variants[0].value`).
 */
export function problemsOfConfiguration(flag: FlagPart, configuration: ConfigurationPart): readonly Problem[] {
  const written = parseFlag(assembleFlagAsWritten(flag, configuration))
  if (!written.ok) return written.problems
  const problems = problemsOfKeptKeys(conditionsOfFlag(written.value))
  return problems.length > 0 ? problems : problemsAsAssembled(flag, configuration)
}

function problemsAsAssembled(flag: FlagPart, configuration: ConfigurationPart): readonly Problem[] {
  const assembled = assembleFlagWithAllRules(flag, configuration)
  const result = parseFlag(assembled)
  if (!result.ok) {
    return result.problems.map(({ path, message }) => ({
      path: placeInConfiguration(configuration.rules, path),
      message,
    }))
  }
  const bytes = Buffer.byteLength(JSON.stringify(assembled))
  if (bytes <= LIMITS.flagBytes) return []
  return [{ path: [], message: `expected at most ${LIMITS.flagBytes} bytes as JSON, got ${bytes}` }]
}
