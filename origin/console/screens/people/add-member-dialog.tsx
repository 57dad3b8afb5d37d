import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ApiError } from '../../api/api-error.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { RoleChoice } from './role-choice.tsx'
import { type NewMember, useAddition } from './use-member-change.ts'

export function AddMemberDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useAddition(onClose)
  const form = useForm<NewMember>({
    initialValues: { email: '', role: 'viewer' },
    validate: { email: (email) => (email.trim() === '' ? m.people_email_required() : null) },
  })
  useUnsavedGuard(form.isDirty() && !add.isPending && !add.isSuccess)
  return (
    <Modal
      opened
      title={m.people_add()}
      onClose={onClose}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      <form noValidate onSubmit={form.onSubmit(({ email, role }) => add.mutate({ email: email.trim(), role }))}>
        <Stack>
          {add.error !== null && <ProblemAlert error={add.error} />}
          {isUnknown(add.error) && <Text size="sm">{m.people_invite_instead()}</Text>}
          <TextInput
            type="email"
            label={m.people_email()}
            description={m.people_email_hint()}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('email')}
          />
          <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {m.blocks_cancel()}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {m.people_add()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'person_not_found'
}
