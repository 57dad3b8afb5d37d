import { Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { ConfigurationView, FlagView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useMay } from '../../shell/scope.ts'
import { DefaultEditor } from './editor/default-editor.tsx'
import { JsonEditor } from './editor/json-editor.tsx'
import { OnSwitch } from './editor/on-switch.tsx'
import { RulesEditor } from './editor/rules-editor.tsx'
import { useFlagEditing } from './flag-editing.ts'
import { KillSwitch } from './review/kill-switch.tsx'
import { FlagSaveBar } from './review/flag-save-bar.tsx'
import { useAttention } from './use-attention.ts'
import { ProtectedMark } from './view/environment-matrix.tsx'

export interface ConfigurationPanelProps {
  readonly flag: FlagView
  readonly stored: ConfigurationView
}

/** All that the flag does in the environment of the address, and the way to change it. */
export function ConfigurationPanel({ flag, stored }: ConfigurationPanelProps) {
  const environment = useEnvironment()
  const isEditable = useMay('editor') && flag.archivedAt === null
  const editing = useFlagEditing(stored)
  const [openRule, setOpenRule] = useState<string>()
  useAttention(isEditable && (editing.isChanged || openRule !== undefined))
  const { draft, edit } = editing
  const shared = { flag, draft, isEditable, edit }
  return (
    <Paper withBorder component="section" aria-labelledby="configuration">
      <Group justify="space-between" p="md" gap="sm">
        <Group gap="xs">
          <Title order={2} id="configuration">
            {m.flag_detail_in({ environment: environment?.name ?? stored.environment })}
          </Title>
          {environment?.protected === true && <ProtectedMark />}
        </Group>
        <Group gap="md">
          <OnSwitch {...shared} />
          {isEditable && stored.enabled && <KillSwitch stored={stored} />}
        </Group>
      </Group>
      {!isEditable && flag.archivedAt === null && (
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {m.flag_detail_viewer()}
        </Text>
      )}
      <Tabs defaultValue="rules" keepMounted={false}>
        <Tabs.List px="md">
          <Tabs.Tab value="rules">{m.flag_detail_targeting()}</Tabs.Tab>
          <Tabs.Tab value="json">JSON</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rules" p="md">
          <Stack gap="lg">
            <RulesEditor {...shared} openRule={openRule} onOpen={setOpenRule} />
            <DefaultEditor {...shared} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="json" p="md">
          <JsonEditor {...shared} />
        </Tabs.Panel>
      </Tabs>
      {editing.isChanged && <FlagSaveBar stored={stored} editing={editing} />}
    </Paper>
  )
}
