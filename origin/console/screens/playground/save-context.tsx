import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

interface Props {
  readonly context: JsonObject
  readonly onSaved: (id: string) => void
}

/** Keeps whoever is asked about under a name. */
export function SaveContext({ context, onSaved }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {m.playground_save()}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={m.playground_save_title()}
        closeButtonProps={{ 'aria-label': m.blocks_close() }}
      >
        {isOpen && (
          <NameForm
            context={context}
            onSaved={(id) => {
              setOpen(false)
              onSaved(id)
            }}
          />
        )}
      </Modal>
    </>
  )
}

function NameForm({ context, onSaved }: Props) {
  const { project } = useScope()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async () =>
      (
        await callApi<{ readonly id: string }>(pathOf`/projects/${project}/contexts`, {
          method: 'POST',
          idempotencyKey,
          body: { name: name.trim(), context },
        })
      ).body.id,
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: [...queryKeys.project(project), 'contexts'] })
      onSaved(id)
    },
  })
  useUnsavedGuard(name !== '' && !save.isSuccess)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <TextInput
          label={m.playground_name()}
          description={m.playground_name_hint()}
          data-autofocus
          required
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value)
            // Another name is another creation.
            setIdempotencyKey(crypto.randomUUID())
          }}
        />
        {save.error !== null && <ProblemAlert error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {m.playground_save_action()}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
