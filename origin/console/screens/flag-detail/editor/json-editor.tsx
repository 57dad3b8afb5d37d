import { Button, CopyButton, Group, JsonInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { m } from '../../../i18n/compiled/messages.js'
import type { Draft } from '../../../changes/draft.ts'
import type { DraftProps } from './draft-props.ts'
import { readDraftJson } from './read-draft-json.ts'

/** The configuration as the API has it; what no form shows can be changed here. */
export function JsonEditor({ draft, isEditable, edit }: DraftProps) {
  const stored = JSON.stringify(draft, null, 2)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? stored
  const read = typed === undefined ? undefined : readDraftJson(typed)
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
        error={read?.ok === false ? m.flag_detail_json_wrong() : undefined}
      />
      <Group gap="xs">
        {isEditable && (
          <Button
            disabled={read?.ok !== true || typed === stored}
            onClick={() => read?.ok === true && take(read.draft)}
          >
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
