import { Alert, JsonInput, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type JsonObject, isJsonObject, parseJson } from '../../../../shared/contracts/json.ts'
import { m } from '../../i18n/compiled/messages.js'
import { ContextForm } from './context-form.tsx'
import { contextToRows } from './context-rows.ts'
import { SavedContexts } from './saved-contexts.tsx'

interface Props {
  readonly context: JsonObject
  readonly onChange: (context: JsonObject) => void
}

type Way = 'form' | 'json'

/** Who is asked about: picked by name, filled into a form, or written as JSON. */
export function ContextEditor({ context, onChange }: Props) {
  const [way, setWay] = useState<Way>(contextToRows(context) === undefined ? 'json' : 'form')
  const [picks, setPicks] = useState(0)
  const rows = contextToRows(context)
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <SavedContexts
          context={context}
          onPick={(picked) => {
            onChange(picked)
            setPicks(picks + 1)
          }}
        />
        <SegmentedControl
          aria-label={m.playground_way()}
          value={way}
          onChange={(value) => setWay(value === 'json' ? 'json' : 'form')}
          data={[
            { value: 'form', label: m.playground_form() },
            { value: 'json', label: 'JSON' },
          ]}
        />
        {way === 'json' && <ContextJson key={picks} context={context} onChange={onChange} />}
        {way === 'form' && rows !== undefined && <ContextForm key={picks} rows={rows} onChange={onChange} />}
        {way === 'form' && rows === undefined && <Alert color="yellow">{m.playground_only_json()}</Alert>}
        <Text size="xs" c="dimmed">
          {m.playground_location_hint()}
        </Text>
      </Stack>
    </Paper>
  )
}

function ContextJson({ context, onChange }: Props) {
  const [text, setText] = useState(() => JSON.stringify(context, undefined, 2))
  const problem = problemOfJson(text)
  return (
    <JsonInput
      label={m.playground_json()}
      autosize
      minRows={6}
      maxRows={24}
      value={text}
      error={problem}
      onChange={(next) => {
        setText(next)
        const json = parseJson(next)
        if (json.ok && isJsonObject(json.value)) onChange(json.value)
      }}
    />
  )
}

function problemOfJson(text: string): string | undefined {
  const json = parseJson(text)
  if (!json.ok) return m.playground_no_json()
  return isJsonObject(json.value) ? undefined : m.playground_no_object()
}
