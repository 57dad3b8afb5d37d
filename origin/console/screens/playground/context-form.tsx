import { ActionIcon, Autocomplete, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { KNOWN_ATTRIBUTES } from '../../words/attribute-text.ts'
import classes from './context-form.module.css'
import { type ContextRow, ROW_KINDS, type RowKind, type RowProblem, rowsToContext } from './context-rows.ts'

interface Props {
  readonly rows: readonly ContextRow[]
  readonly onChange: (context: JsonObject) => void
}

interface KeyedRow extends ContextRow {
  /** Of this form only. */
  readonly id: number
}

const KINDS: Readonly<Record<RowKind, () => string>> = {
  text: m.playground_kind_text,
  number: m.playground_kind_number,
  boolean: m.playground_kind_boolean,
  json: m.playground_kind_json,
}
const PROBLEMS: Readonly<Record<RowProblem, () => string>> = {
  number: m.playground_no_number,
  boolean: m.playground_no_boolean,
  json: m.playground_no_json,
  twice: m.playground_twice,
}
const BOOLEANS = [
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
]

/** The attributes of a person, one below the other. */
export function ContextForm({ rows: given, onChange }: Props) {
  const [rows, setRows] = useState<readonly KeyedRow[]>(() => given.map((row, id) => ({ ...row, id })))
  const read = rowsToContext(rows)
  const change = (next: readonly KeyedRow[]): void => {
    setRows(next)
    const result = rowsToContext(next)
    if (result.ok) onChange(result.context)
  }
  const add = (): void => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1
    setRows([...rows, { id, path: '', kind: 'text', text: '' }])
  }
  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        <AttributeRow
          key={row.id}
          row={row}
          number={index + 1}
          problem={!read.ok && read.index === index ? read.problem : undefined}
          onChange={(changed) => change(rows.map((other) => (other.id === row.id ? { ...row, ...changed } : other)))}
          onRemove={() => change(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <Group>
        <Button size="xs" variant="default" onClick={add}>
          {m.playground_add_attribute()}
        </Button>
      </Group>
    </Stack>
  )
}

interface RowProps {
  readonly row: ContextRow
  /** From 1, to tell one field from another by its name. */
  readonly number: number
  readonly problem: RowProblem | undefined
  readonly onChange: (changed: Partial<ContextRow>) => void
  readonly onRemove: () => void
}

function AttributeRow({ row, number, problem, onChange, onRemove }: RowProps) {
  const error = problem === undefined ? undefined : PROBLEMS[problem]()
  return (
    <div className={classes['row']}>
      <Autocomplete
        size="xs"
        aria-label={m.playground_attribute_name({ number })}
        placeholder={m.playground_attribute()}
        data={[...KNOWN_ATTRIBUTES]}
        value={row.path}
        onChange={(path) => onChange({ path })}
      />
      <Select
        size="xs"
        aria-label={m.playground_attribute_kind({ number })}
        data={ROW_KINDS.map((kind) => ({ value: kind, label: KINDS[kind]() }))}
        value={row.kind}
        allowDeselect={false}
        onChange={(value) => onChange({ kind: ROW_KINDS.find((kind) => kind === value) ?? 'text' })}
      />
      <div className={classes['value']}>
        {row.kind === 'boolean' ? (
          <Select
            size="xs"
            aria-label={m.playground_attribute_value({ number })}
            data={BOOLEANS}
            value={row.text === '' ? null : row.text}
            error={error}
            onChange={(text) => onChange({ text: text ?? '' })}
          />
        ) : (
          <TextInput
            size="xs"
            aria-label={m.playground_attribute_value({ number })}
            placeholder={m.playground_value()}
            value={row.text}
            error={error}
            onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
          />
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={m.playground_remove_attribute({ number })}
        onClick={onRemove}
      >
        <Icon d="M6 6l12 12M18 6L6 18" size={16} />
      </ActionIcon>
    </div>
  )
}
