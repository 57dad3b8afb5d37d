import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Change } from '../changes/commit-change.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { assembleSegment } from '../segments/assemble-segment.ts'
import { draftSegment } from '../segments/draft-segment.ts'
import { findSegment } from '../segments/segment-repository.ts'
import { segmentsOfFlag, segmentsOfSegment } from '../segments/segments-behind.ts'
import { assembleFlagWithAllRules } from '../targeting/assemble-flag.ts'
import { applyConfigurationInput } from '../targeting/configuration-input.ts'
import { type ConfigurationRow, getConfiguration, listConfigurations } from '../targeting/configuration-repository.ts'
import type { PlacedRequest } from './request-repository.ts'

/** A segment of an environment, or what a group is there. */
export interface NamedSegment {
  readonly environmentId: string
  readonly key: string
}

/**
 * The segments by which a flag or a segment would decide as a request asks for it. As long as nothing else refers to
 * them one alone may change them, and with them what was approved.
 */
export function namedSegments(change: Change, { request, target }: PlacedRequest): readonly NamedSegment[] {
  const { transaction } = change
  const { environmentId } = request
  switch (target.kind) {
    case 'flag': {
      const row = getConfiguration(transaction, target.flag.id, environmentId)
      return ofConfiguration(target.flag, { ...row, ...applyConfigurationInput(row, target.change, change) })
    }
    case 'flagEverywhere':
      // The rules of an archived flag refer to nothing until it comes back.
      if (target.change.archived !== false) return []
      return listConfigurations(transaction, target.flag.id).flatMap(({ configuration }) =>
        ofConfiguration(target.flag, configuration),
      )
    case 'segment': {
      const row = findSegment(transaction, environmentId, target.key)
      if (row === undefined) return []
      const segment = assembleSegment({ ...row, ...draftSegment(row, target.change) })
      return segmentsOfSegment(segment).map((key) => ({ environmentId, key }))
    }
    case 'group':
      return []
    default:
      return assertNever(target)
  }
}

function ofConfiguration(flag: FlagRow, configuration: ConfigurationRow): readonly NamedSegment[] {
  const { environmentId } = configuration
  return segmentsOfFlag(assembleFlagWithAllRules(flag, configuration)).map((key) => ({ environmentId, key }))
}
