import { Anchor, Button, Code, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatSince } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import type { SavedContext } from './use-contexts.ts'

interface ContextTableProps {
  readonly contexts: readonly SavedContext[]
  readonly onEdit: (saved: SavedContext) => void
  readonly onDelete: (saved: SavedContext) => void
}

export function ContextTable({ contexts, ...acts }: ContextTableProps) {
  const isEditor = useMay('editor')
  return (
    <DataTable
      label={m.shell_contexts()}
      rows={contexts}
      rowKey={({ id }) => id}
      minWidth={760}
      columns={isEditor ? [...columnsOf(), actsColumn(acts)] : columnsOf()}
    />
  )
}

function columnsOf(): readonly Column<SavedContext>[] {
  return [
    {
      key: 'name',
      header: m.contexts_name(),
      cell: ({ name }) => (
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
      ),
    },
    {
      key: 'context',
      header: m.contexts_context(),
      cell: ({ context }) => <Code style={{ overflowWrap: 'anywhere' }}>{JSON.stringify(context)}</Code>,
    },
    { key: 'changed', header: m.contexts_changed(), cell: ({ updatedAt }) => formatSince(updatedAt) },
    {
      key: 'ask',
      header: m.shell_playground(),
      cell: ({ name, context }) => (
        <Anchor component={Link} size="sm" href={playgroundOf(context)} aria-label={m.contexts_ask_of({ name })}>
          {m.contexts_ask()}
        </Anchor>
      ),
    },
  ]
}

/** Behind the hash: unlike the query of an address, it never comes to a server or into a log. */
function playgroundOf(context: SavedContext['context']): string {
  return `/playground#${new URLSearchParams({ context: JSON.stringify(context) })}`
}

function actsColumn({ onEdit, onDelete }: Omit<ContextTableProps, 'contexts'>): Column<SavedContext> {
  return {
    key: 'acts',
    header: m.contexts_acts(),
    align: 'right',
    cell: (saved) => (
      <Group gap="xs" wrap="nowrap" justify="flex-end">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.contexts_edit_of({ name: saved.name })}
          onClick={() => onEdit(saved)}
        >
          {m.contexts_edit()}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.contexts_delete_of({ name: saved.name })}
          onClick={() => onDelete(saved)}
        >
          {m.contexts_delete()}
        </Button>
      </Group>
    ),
  }
}
