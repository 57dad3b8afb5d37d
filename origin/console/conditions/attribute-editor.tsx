import { Autocomplete, Checkbox, Group, Select } from '@mantine/core'
import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import type { OperatorName } from '../../../shared/contracts/operators/operator-table.ts'
import { m } from '../i18n/compiled/messages.js'
import { KNOWN_ATTRIBUTES, attributeText } from '../words/attribute-text.ts'
import { isNegated, operatorText } from '../words/operator-text.ts'
import { OPERATOR_FORMS, OPERATOR_NAMES, withOperator } from './operator-forms.ts'
import { OperandInput } from './operand-input.tsx'

export interface AttributeEditorProps {
  readonly condition: AttributeCondition
  readonly onChange: (condition: AttributeCondition) => void
}

/** Before the name of an operator: its opposite. */
const NEGATED = '!'

/** Attribute, operator, and what it is compared with. */
export function AttributeEditor({ condition, onChange }: AttributeEditorProps) {
  return (
    <Group gap="xs" align="flex-end">
      <Autocomplete
        label={m.conditions_attribute()}
        w={{ base: '100%', xs: 190 }}
        openOnFocus={false}
        data={[...KNOWN_ATTRIBUTES]}
        renderOption={({ option }) => `${attributeText(option.value)} (${option.value})`}
        value={condition.attribute}
        onChange={(attribute) => onChange({ ...condition, attribute })}
      />
      <Select
        label={m.conditions_operator()}
        w={{ base: '100%', xs: 190 }}
        searchable
        allowDeselect={false}
        data={operatorChoices(condition.operator)}
        value={(isNegated(condition) ? NEGATED : '') + condition.operator}
        onChange={(choice) => choice !== null && onChange(chosen(condition, choice))}
      />
      <OperandInput condition={condition} onChange={onChange} />
      <LeniencyBox condition={condition} onChange={onChange} />
    </Group>
  )
}

/** `equals` says what "is" with a single operand says: it is offered only where somebody has it already. */
function operatorChoices(current: OperatorName) {
  return OPERATOR_NAMES.filter((name) => name !== (current === 'equals' ? 'oneOf' : 'equals')).flatMap((name) => [
    { value: name, label: operatorText(name, false) },
    ...(OPERATOR_FORMS[name].isNegatable ? [{ value: NEGATED + name, label: operatorText(name, true) }] : []),
  ])
}

function chosen(condition: AttributeCondition, choice: string): AttributeCondition {
  const name = choice.replace(NEGATED, '')
  const operator = OPERATOR_NAMES.find((known) => known === name) ?? condition.operator
  return withOperator(condition, operator, choice.startsWith(NEGATED))
}

/** Case, or how strictly a version is written: the one of both that an operator knows. */
function LeniencyBox({ condition, onChange }: AttributeEditorProps) {
  const { ignoreCase, lenient, ...rest } = condition as AttributeCondition & Leniency
  const isVersion = condition.operator.startsWith('version')
  // Codes of places are always written the same.
  const isOfCase = OPERATOR_FORMS[condition.operator].ignoresCase && !condition.attribute.startsWith('geo.')
  if (!isVersion && !isOfCase) return null
  const set = (isOn: boolean): void =>
    onChange({ ...rest, ...(isOn ? { [isVersion ? 'lenient' : 'ignoreCase']: true } : {}) })
  return (
    <Checkbox
      size="xs"
      mb={9}
      label={isVersion ? m.conditions_lenient() : m.conditions_ignore_case()}
      checked={(isVersion ? lenient : ignoreCase) === true}
      onChange={({ currentTarget }) => set(currentTarget.checked)}
    />
  )
}

interface Leniency {
  readonly ignoreCase?: boolean
  readonly lenient?: boolean
}
