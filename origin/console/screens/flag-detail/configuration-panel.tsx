import { Button, Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ConfigurationView, FlagView } from '../../api/views.ts'
import { type Draft, draftOf } from '../../changes/draft.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useMay } from '../../shell/scope.ts'
import { DefaultEditor } from './editor/default-editor.tsx'
import type { DraftProps } from './editor/draft-props.ts'
import { JsonEditor } from './editor/json-editor.tsx'
import { OnSwitch } from './editor/on-switch.tsx'
import { RulesEditor } from './editor/rules-editor.tsx'
import { useFlagEditing } from './flag-editing.ts'
import { KillSwitch } from './review/kill-switch.tsx'
import { FlagSaveBar } from './review/flag-save-bar.tsx'
import { type LastDone, SavedBar } from './review/saved-bar.tsx'
import { useAttention } from './use-attention.ts'
import { ProtectedMark } from './view/protected-mark.tsx'
import { StateLine } from './view/state-line.tsx'

export interface ConfigurationPanelProps {
  readonly flag: FlagView
  readonly stored: ConfigurationView
}

/** All that the flag does in the environment of the address, and the way to change it. */
export function ConfigurationPanel({ flag, stored }: ConfigurationPanelProps) {
  const isEditable = useMay('editor') && flag.archivedAt === null
  const editing = useFlagEditing(stored)
  const [openRule, setOpenRule] = useState<string>()
  useAttention(isEditable && (editing.isChanged || openRule !== undefined))
  const [done, setDone] = useState<LastDone>()
  const { draft } = editing
  const shared = {
    flag,
    base: draftOf(editing.base),
    draft,
    isEditable,
    edit: (part: Partial<Draft>): void => {
      setDone(undefined)
      editing.edit(part)
    },
  }
  const onSaved = (before: ConfigurationView): void => setDone({ kind: 'saved', before })
  return (
    <Paper withBorder component="section" aria-labelledby="configuration">
      <PanelHead {...shared} stored={stored} onKilled={() => onSaved(stored)} />
      <Tabs defaultValue="form" keepMounted={false}>
        <Tabs.List px="md">
          <Tabs.Tab value="form">{m.flag_detail_form()}</Tabs.Tab>
          <Tabs.Tab value="json">JSON</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form" p="md">
          <Stack gap="lg">
            <RulesEditor {...shared} openRule={openRule} onOpen={setOpenRule} />
            <DefaultEditor {...shared} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="json" p="md">
          <JsonEditor {...shared} />
        </Tabs.Panel>
      </Tabs>
      {editing.isChanged && <FlagSaveBar stored={stored} editing={editing} onSaved={onSaved} />}
      {!editing.isChanged && done !== undefined && stored.version > done.before.version && (
        <SavedBar key={done.kind} stored={stored} done={done} onUndone={() => setDone({ ...done, kind: 'undone' })} />
      )}
    </Paper>
  )
}

interface PanelHeadProps extends DraftProps {
  readonly stored: ConfigurationView
  readonly onKilled: () => void
}

/** On or off, what that means for everybody, and the way to why one person gets what they get. */
function PanelHead({ stored, onKilled, ...shared }: PanelHeadProps) {
  const { flag, base, draft, isEditable } = shared
  const environment = useEnvironment()
  return (
    <>
      <Group justify="space-between" p="md" gap="sm">
        <Group gap="xs">
          <Title order={2} id="configuration">
            {m.flag_detail_in({ environment: environment?.name ?? stored.environment })}
          </Title>
          {environment?.protected === true && <ProtectedMark />}
        </Group>
        <Group gap="md">
          <OnSwitch {...shared} />
          {isEditable && stored.enabled && <KillSwitch stored={stored} onKilled={onKilled} />}
        </Group>
      </Group>
      {!isEditable && flag.archivedAt === null && (
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {m.flag_detail_viewer()}
        </Text>
      )}
      <Group px="md" pb="sm" gap="sm" justify="space-between">
        <StateLine base={base} draft={draft} />
        <Button
          component={Link}
          href={`/playground#${new URLSearchParams({ flag: flag.key })}`}
          size="xs"
          variant="default"
        >
          {m.flag_detail_why()}
        </Button>
      </Group>
    </>
  )
}
