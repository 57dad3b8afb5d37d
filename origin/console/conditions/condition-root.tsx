import { Text } from '@mantine/core'
import type { Condition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import { ConditionList } from './condition-list.tsx'
import type { ConditionOwner } from './condition-owner.ts'
import { joinParts, partsOf } from './condition-parts.ts'

export interface ConditionRootProps {
  readonly owner: ConditionOwner
  /** Everybody, when absent. */
  readonly condition: Condition | undefined
  readonly onChange: (condition: Condition | undefined) => void
}

export function ConditionRoot({ owner, condition, onChange }: ConditionRootProps) {
  const parts = partsOf(condition)
  return (
    <>
      {parts.conditions.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.conditions_everybody_hint()}
        </Text>
      )}
      <ConditionList owner={owner} parts={parts} onChange={(changed) => onChange(joinParts(changed))} />
    </>
  )
}
