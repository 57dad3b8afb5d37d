import { ActionIcon, Autocomplete, Code, Select } from '@mantine/core'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { KNOWN_ATTRIBUTES, attributeText } from '../../words/attribute-text.ts'
import { capitalized } from '../../words/capitalized.ts'
import { AttributeValue } from './attribute-value.tsx'
import classes from './context-form.module.css'
import { type ContextRow, ROW_KINDS, type RowKind, WHO } from './context-rows.ts'

const KINDS: Readonly<Record<RowKind, () => string>> = {
  text: m.playground_kind_text,
  number: m.playground_kind_number,
  boolean: m.playground_kind_boolean,
  json: m.playground_kind_json,
}

interface RowProps {
  readonly row: ContextRow
  readonly error: string | undefined
  readonly onChange: (changed: Partial<ContextRow>) => void
}

/** An attribute whose name is known: only its value is asked for. */
export function NamedRow({ row, error, onChange }: RowProps) {
  const name = attributeText(row.path)
  return (
    <AttributeValue
      row={row}
      error={error}
      label={
        name === row.path ? (
          name
        ) : (
          <>
            {capitalized(name)} <Code className={classes['code']}>{row.path}</Code>
          </>
        )
      }
      {...(row.path === WHO ? { description: m.playground_who_hint() } : {})}
      onChange={(text) => onChange({ text })}
    />
  )
}

interface FreeRowProps extends RowProps {
  /** From 1, to tell one field from another by its name. */
  readonly number: number
  readonly onRemove: () => void
}

/** An attribute that nothing asks for by itself: name, kind and value. */
export function FreeRow({ row, number, error, onChange, onRemove }: FreeRowProps) {
  return (
    <div className={classes['row']}>
      <Autocomplete
        size="xs"
        aria-label={m.playground_attribute_name({ number })}
        placeholder={m.playground_attribute()}
        openOnFocus={false}
        data={[...KNOWN_ATTRIBUTES]}
        renderOption={({ option }) => `${attributeText(option.value)} (${option.value})`}
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
        <AttributeValue
          row={row}
          error={error}
          size="xs"
          aria-label={m.playground_attribute_value({ number })}
          onChange={(text) => onChange({ text })}
        />
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
