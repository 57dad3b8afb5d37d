import { Badge, Button, Code, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { formatSince, formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { KIND_NAMES, scopesText, stateOf } from './key-words.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import type { KeyPlace, KeyView } from './use-keys.ts'

interface KeyTableProps {
  readonly label: string
  readonly keys: readonly KeyView[]
  readonly place: KeyPlace
}

interface Chosen {
  readonly act: 'rotate' | 'revoke'
  readonly subject: KeyView
}

export function KeyTable({ label, keys, place }: KeyTableProps) {
  const [chosen, setChosen] = useState<Chosen>()
  const close = (): void => setChosen(undefined)
  return (
    <>
      <DataTable label={label} rows={keys} rowKey={({ id }) => id} minWidth={880} columns={columnsOf(setChosen)} />
      {chosen?.act === 'rotate' && <RotateDialog subject={chosen.subject} place={place} onClose={close} />}
      {chosen?.act === 'revoke' && <RevokeDialog subject={chosen.subject} place={place} onClose={close} />}
    </>
  )
}

function columnsOf(onAct: (chosen: Chosen) => void): readonly Column<KeyView>[] {
  return [
    { key: 'name', header: m.keys_name(), cell: (key) => <Name subject={key} /> },
    { key: 'kind', header: m.keys_kind(), cell: ({ kind }) => KIND_NAMES[kind]() },
    { key: 'scopes', header: m.keys_scopes(), cell: scopesText },
    { key: 'origins', header: m.keys_origins(), cell: originsText },
    { key: 'expires', header: m.keys_expires(), cell: (key) => <Expiry subject={key} /> },
    { key: 'used', header: m.keys_last_used(), cell: lastUseText },
    { key: 'acts', header: m.keys_acts(), cell: (key) => <Acts subject={key} onAct={onAct} />, align: 'right' },
  ]
}

/** The last characters tell keys apart whose names are alike. */
function Name({ subject }: { readonly subject: KeyView }) {
  return (
    <>
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {subject.name}
      </Text>
      <Text size="xs" c="dimmed">
        <Code fz="xs">…{subject.hint}</Code> {m.keys_made({ ago: formatSince(subject.createdAt) })}
      </Text>
    </>
  )
}

function originsText({ kind, origins }: KeyView): string {
  if (kind !== 'cli') return '—'
  return origins === null ? m.keys_origins_any() : origins.join(', ')
}

function Expiry({ subject }: { readonly subject: KeyView }) {
  const { expiresAt, revokedAt } = subject
  const state = stateOf(subject)
  if (state === 'live') return expiresAt === null ? m.keys_never_expires() : formatTime(expiresAt)
  return (
    <>
      <Badge color="gray" variant="outline" size="sm">
        {state === 'revoked' ? m.keys_revoked() : m.keys_expired()}
      </Badge>
      <Text size="xs" c="dimmed">
        {formatSince(revokedAt ?? expiresAt ?? '')}
      </Text>
    </>
  )
}

function lastUseText({ lastUsedAt }: KeyView): string {
  return lastUsedAt === null ? m.keys_never_used() : formatSince(lastUsedAt)
}

interface ActsProps {
  readonly subject: KeyView
  readonly onAct: (chosen: Chosen) => void
}

function Acts({ subject, onAct }: ActsProps) {
  const { name, hint } = subject
  if (stateOf(subject) !== 'live') return null
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button
        size="compact-xs"
        variant="default"
        aria-label={m.keys_rotate_of({ name, hint })}
        onClick={() => onAct({ act: 'rotate', subject })}
      >
        {m.keys_rotate()}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={m.keys_revoke_of({ name, hint })}
        onClick={() => onAct({ act: 'revoke', subject })}
      >
        {m.keys_revoke()}
      </Button>
    </Group>
  )
}
