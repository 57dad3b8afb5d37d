import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { CopyField } from '../../blocks/copy-field.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'

type Kind = 'srv' | 'cli'

/** What was made on this page, by kind; it is nowhere else. */
export type MadeKeys = Readonly<Partial<Record<Kind, string>>>

/** Stands in a snippet where a key belongs. */
export const KEY_PLACEHOLDERS: Readonly<Record<Kind, string>> = { srv: 'SERVER_KEY', cli: 'CLIENT_KEY' }

interface KeyStepProps {
  readonly keys: MadeKeys
  readonly onMade: (made: MadeKeys) => void
}

export function KeyStep({ keys, onMade }: KeyStepProps) {
  const isAdmin = useMay('admin')
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {isAdmin ? m.connect_key_hint() : m.connect_key_admin()}{' '}
        {m.connect_key_have({ placeholder: KEY_PLACEHOLDERS.srv })}
      </Text>
      {isAdmin && (
        <Group gap="xs" align="flex-end">
          <KeyOfKind kind="srv" label={m.connect_key_make_server()} keys={keys} onMade={onMade} />
          <KeyOfKind kind="cli" label={m.connect_key_make_client()} keys={keys} onMade={onMade} />
        </Group>
      )}
    </Stack>
  )
}

interface KeyOfKindProps extends KeyStepProps {
  readonly kind: Kind
  readonly label: string
}

function KeyOfKind({ kind, label, keys, onMade }: KeyOfKindProps) {
  const { project, environment } = useScope()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const make = useMutation({
    mutationFn: async () => {
      const name = `${kind === 'srv' ? 'server' : 'client'} ${new Date().toISOString().slice(0, 10)}`
      const path = pathOf`/projects/${project}/environments/${environment}/keys`
      const request = { method: 'POST', body: { name, kind }, idempotencyKey } as const
      return (await callApi<{ readonly key: string }>(path, request)).body.key
    },
    onSuccess: (key) => onMade({ [kind]: key }),
  })
  const made = keys[kind]
  if (make.error !== null) return <ProblemAlert error={make.error} />
  if (made !== undefined) return <CopyField label={m.connect_key_made({ name: KEY_PLACEHOLDERS[kind] })} value={made} />
  return (
    <Button variant="default" size="xs" loading={make.isPending} onClick={() => make.mutate()}>
      {label}
    </Button>
  )
}
