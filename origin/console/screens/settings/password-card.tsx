import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Card } from './card.tsx'
import { sessionsKey } from './sessions-card.tsx'

/** As the origin demands; it has the last word, and says more. */
const MIN_PASSWORD_LENGTH = 12

interface Passwords {
  readonly currentPassword: string
  readonly newPassword: string
}

export function PasswordCard() {
  const queryClient = useQueryClient()
  const form = useForm<Passwords>({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (text) => (text === '' ? m.settings_password_required() : null),
      newPassword: (text) =>
        text.length < MIN_PASSWORD_LENGTH ? m.settings_password_short({ count: MIN_PASSWORD_LENGTH }) : null,
    },
  })
  const change = useMutation({
    mutationFn: (passwords: Passwords) => callApi('/me/password', { method: 'PUT', body: passwords }),
    onSuccess: () => {
      form.reset()
      void queryClient.invalidateQueries({ queryKey: sessionsKey })
      notifications.show({ message: m.settings_password_changed() })
    },
  })
  useUnsavedGuard(form.isDirty() && !change.isPending)
  return (
    <Card title={m.settings_password()} hint={m.settings_password_hint()}>
      <form noValidate onSubmit={form.onSubmit((passwords) => change.mutate(passwords))}>
        <Stack>
          {change.error !== null && <ProblemAlert error={change.error} />}
          <PasswordInput
            autoComplete="current-password"
            label={m.settings_password_current()}
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            autoComplete="new-password"
            label={m.settings_password_new()}
            description={m.settings_password_new_hint({ count: MIN_PASSWORD_LENGTH })}
            {...form.getInputProps('newPassword')}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={change.isPending}>
              {m.settings_password_change()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
