import { Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Confirm } from '../../blocks/confirm.tsx'
import { formatSince } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useRevocation } from './use-key-change.ts'
import type { KeyPlace, KeyView } from './use-keys.ts'

interface RevokeDialogProps {
  readonly subject: KeyView
  readonly place: KeyPlace
  readonly onClose: () => void
}

export function RevokeDialog({ subject, place, onClose }: RevokeDialogProps) {
  const revoke = useRevocation(place, subject)
  const [reason, setReason] = useState('')
  const { name, hint, lastUsedAt } = subject
  const confirm = (): void =>
    revoke.mutate(reason.trim(), {
      onSuccess: () => {
        notifications.show({ message: m.keys_revoked_note({ name, hint }) })
        onClose()
      },
    })
  return (
    <Confirm
      opened
      title={m.keys_revoke_title({ name })}
      action={m.keys_revoke()}
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <Text size="sm">{m.keys_revoke_hint({ name, hint })}</Text>
      <Text size="sm" fw={600}>
        {lastUsedAt === null ? m.keys_revoke_unused() : m.keys_revoke_used({ ago: formatSince(lastUsedAt) })}
      </Text>
      <TextInput
        label={m.keys_reason()}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  )
}
