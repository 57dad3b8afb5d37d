import { Alert, JsonInput, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type JsonObject, isJsonObject, parseJson } from '../../../../shared/contracts/json.ts'
import { useSegments } from '../../api/use-choices.ts'
import { configurationsQuery } from '../../api/use-flag.ts'
import { findJsonFault } from '../../blocks/json-fault.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type AskedAttribute, askedAttributes } from './asked-attributes.ts'
import { ContextForm } from './context-form.tsx'
import { contextToRows } from './context-rows.ts'
import { SavedContexts } from './saved-contexts.tsx'

interface Props {
  readonly context: JsonObject
  readonly onChange: (context: JsonObject) => void
}

interface ContextEditorProps extends Props {
  readonly flag: string | undefined
}

type Way = 'form' | 'json'

/** Who is asked about: picked by name, filled into a form, or written as JSON. */
export function ContextEditor({ flag, context, onChange }: ContextEditorProps) {
  const asked = useAskedAttributes(flag)
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
        {way === 'form' && rows !== undefined && (
          <ContextForm key={`${picks} ${flag}`} rows={rows} asked={asked} onChange={onChange} />
        )}
        {way === 'form' && rows === undefined && <Alert color="yellow">{m.playground_only_json()}</Alert>}
        <Text size="xs" c="dimmed">
          {m.playground_location_hint()}
        </Text>
      </Stack>
    </Paper>
  )
}

/** What the rules ask for in the environment that is looked at; nothing where all flags are asked about. */
function useAskedAttributes(flag: string | undefined): readonly AskedAttribute[] {
  const { project, environment } = useScope()
  const configurations = useQuery({ ...configurationsQuery(project, flag ?? ''), enabled: flag !== undefined })
  const here = configurations.data?.find((each) => each.environment === environment)
  const segments = useSegments()
  return here === undefined ? [] : askedAttributes(here, segments)
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
  if (!json.ok) {
    const fault = findJsonFault(text)
    return fault === undefined ? m.playground_no_json() : m.blocks_json_fault({ ...fault })
  }
  return isJsonObject(json.value) ? undefined : m.playground_no_object()
}
