import { Text } from '@mantine/core'
import type { Condition } from '../../../../../shared/contracts/condition.ts'
import type { FlagView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { ConditionList } from './condition-list.tsx'
import { joinParts, partsOf } from './condition-parts.ts'

export interface ConditionRootProps {
  readonly flag: FlagView
  /** Everybody, when absent. */
  readonly condition: Condition | undefined
  readonly onChange: (condition: Condition | undefined) => void
}

export function ConditionRoot({ flag, condition, onChange }: ConditionRootProps) {
  const parts = partsOf(condition)
  return (
    <>
      {parts.conditions.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.flag_detail_everybody_hint()}
        </Text>
      )}
      <ConditionList flag={flag} parts={parts} onChange={(changed) => onChange(joinParts(changed))} />
    </>
  )
}
