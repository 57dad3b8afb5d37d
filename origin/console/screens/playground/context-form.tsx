import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { AskedAttribute } from './asked-attributes.ts'
import { FreeRow, NamedRow } from './attribute-rows.tsx'
import { type ContextRow, type RowProblem, rowsToContext } from './context-rows.ts'
import { type FormRow, freeRow, namedRow, withAsked } from './form-rows.ts'

export interface ContextFormProps {
  readonly rows: readonly ContextRow[]
  /** What the flag's rules ask for. */
  readonly asked: readonly AskedAttribute[]
  readonly onChange: (context: JsonObject) => void
}

const PROBLEMS: Readonly<Record<RowProblem, () => string>> = {
  number: m.playground_no_number,
  boolean: m.playground_no_boolean,
  json: m.playground_no_json,
  twice: m.playground_twice,
}

/** The attributes of a person, one below the other. */
export function ContextForm({ rows: given, asked, onChange }: ContextFormProps) {
  const [typed, setTyped] = useState<readonly FormRow[]>(() => given.map(namedRow))
  const rows = withAsked(typed, asked)
  const read = rowsToContext(rows)
  const change = (next: readonly FormRow[]): void => {
    setTyped(next)
    const result = rowsToContext(next)
    if (result.ok) onChange(result.context)
  }
  return (
    <Stack gap="xs">
      {rows.map((row, place) => {
        const shared = {
          row,
          error: !read.ok && read.index === place ? PROBLEMS[read.problem]() : undefined,
          onChange: (changed: Partial<ContextRow>) => change(rows.with(place, { ...row, ...changed })),
        }
        if (!row.isFree) return <NamedRow key={row.id} {...shared} />
        const number = rows.slice(0, place + 1).filter(({ isFree }) => isFree).length
        const remove = (): void => change(rows.toSpliced(place, 1))
        return <FreeRow key={row.id} {...shared} number={number} onRemove={remove} />
      })}
      <Group>
        <Button size="xs" variant="default" onClick={() => setTyped([...rows, freeRow(rows)])}>
          {m.playground_add_attribute()}
        </Button>
      </Group>
    </Stack>
  )
}
