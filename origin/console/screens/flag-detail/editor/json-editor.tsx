import { Button, CopyButton, Group, JsonInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { findJsonFault } from '../../../blocks/json-fault.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { parseJson } from '../../../../../shared/contracts/json.ts'
import type { Draft } from '../../../changes/draft.ts'
import { parseDraft } from '../../../changes/parse-draft.ts'
import type { DraftProps } from './draft-props.ts'

/** The configuration as the API has it; what no form shows can be changed here. */
export function JsonEditor({ draft, isEditable, edit }: DraftProps) {
  const stored = JSON.stringify(draft, null, 2)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? stored
  const read = typed === undefined ? undefined : readDraft(typed)
  const take = (next: Draft): void => {
    edit(next)
    setTyped(undefined)
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {isEditable ? m.flag_detail_json_hint() : m.flag_detail_json_read()}
      </Text>
      <JsonInput
        aria-label="JSON"
        autosize
        minRows={8}
        maxRows={30}
        spellCheck={false}
        readOnly={!isEditable}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={text}
        onChange={setTyped}
        error={typed !== undefined && read === undefined ? problemOf(typed) : undefined}
      />
      <Group gap="xs">
        {isEditable && (
          <Button disabled={read === undefined || typed === stored} onClick={() => read !== undefined && take(read)}>
            {m.flag_detail_json_apply()}
          </Button>
        )}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? m.blocks_copied() : m.blocks_copy()}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}

function problemOf(text: string): string {
  const fault = findJsonFault(text)
  return fault === undefined ? m.flag_detail_json_wrong() : m.blocks_json_fault({ ...fault })
}

function readDraft(text: string): Draft | undefined {
  const json = parseJson(text)
  return json.ok ? parseDraft(json.value) : undefined
}
