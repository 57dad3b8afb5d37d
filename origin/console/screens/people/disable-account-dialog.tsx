import { Text } from '@mantine/core'
import { Confirm } from '../../blocks/confirm.tsx'
import type { Person } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { useDisabling } from './use-account-change.ts'

interface DisableAccountDialogProps {
  readonly person: Person
  readonly onClose: () => void
}

export function DisableAccountDialog({ person, onClose }: DisableAccountDialogProps) {
  const disable = useDisabling(onClose)
  const { caller } = useScope()
  const { name, email } = person
  return (
    <Confirm
      opened
      title={m.people_disable_of({ name })}
      action={m.people_disable()}
      isDangerous
      isBusy={disable.isPending}
      error={disable.error}
      onConfirm={() => disable.mutate(person)}
      onCancel={onClose}
    >
      <Text size="sm">{m.people_disable_hint({ name, email })}</Text>
      {caller.person?.id === person.id && (
        <Text size="sm" fw={600}>
          {m.people_disabling_self()}
        </Text>
      )}
    </Confirm>
  )
}
