import { Anchor, Button, Code, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { EnvironmentView } from '../../api/views.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { USER_ID_NAMES, draftOf, eventsText } from './draft-environment.ts'
import { EditEnvironmentDialog } from './edit-environment-dialog.tsx'

export function EnvironmentTable({ environments }: { readonly environments: readonly EnvironmentView[] }) {
  const isAdmin = useMay('admin')
  const [chosen, setChosen] = useState<string>()
  return (
    <>
      <DataTable
        label={m.shell_environments()}
        rows={environments}
        rowKey={({ id }) => id}
        minWidth={780}
        columns={isAdmin ? [...columns(), editColumn(setChosen)] : columns()}
      />
      {chosen !== undefined && (
        <EditEnvironmentDialog key={chosen} environment={chosen} onClose={() => setChosen(undefined)} />
      )}
    </>
  )
}

function editColumn(onEdit: (environment: string) => void): Column<EnvironmentView> {
  return {
    key: 'edit',
    header: m.environments_acts(),
    align: 'right',
    cell: ({ key, name }) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={m.environments_edit_of({ name })}
        onClick={() => onEdit(key)}
      >
        {m.environments_edit()}
      </Button>
    ),
  }
}

function columns(): readonly Column<EnvironmentView>[] {
  return [
    { key: 'name', header: m.environments_name(), cell: (environment) => <Name environment={environment} /> },
    { key: 'id', header: m.environments_id(), cell: ({ id }) => <Code>{id}</Code> },
    { key: 'protected', header: m.environments_protection(), cell: (environment) => <Protection of={environment} /> },
    { key: 'events', header: m.environments_events(), cell: (environment) => eventsText(draftOf(environment)) },
    {
      key: 'ids',
      header: m.environments_user_ids(),
      cell: ({ settings }) => USER_ID_NAMES[settings.userIds](),
    },
  ]
}

function Name({ environment: { key, name } }: { readonly environment: EnvironmentView }) {
  const { project } = useScope()
  return (
    <>
      <Anchor component={Link} href={`~/console/${project}/${key}/flags`} size="sm" fw={500}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {key}
      </Text>
    </>
  )
}

function Protection({ of }: { readonly of: EnvironmentView }) {
  if (!of.protected) return m.environments_open()
  return (
    <>
      <StateBadge tone="warning">{m.shell_protected()}</StateBadge>
      <Text size="xs" c="dimmed">
        {m.environments_approvals_count({ count: of.requiredApprovals })}
      </Text>
    </>
  )
}
