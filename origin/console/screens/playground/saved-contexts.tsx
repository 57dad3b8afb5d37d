import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod/mini'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import type { savedContextViewSchema } from '../../../saved-contexts/saved-context-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Items } from '../../api/views.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { SaveContext } from './save-context.tsx'

type SavedContext = z.infer<typeof savedContextViewSchema>

interface Props {
  readonly context: JsonObject
  readonly onPick: (context: JsonObject) => void
}

/** People that somebody gave a name: to ask about again, and for the review of every change. */
export function SavedContexts({ context, onPick }: Props) {
  const { project } = useScope()
  const mayEdit = useMay('editor')
  const [pickedId, setPickedId] = useState<string | null>(null)
  const saved = useQuery({
    queryKey: savedContextsKey(project),
    queryFn: async ({ signal }) =>
      (await callApi<Items<SavedContext>>(pathOf`/projects/${project}/contexts`, { signal })).body.items,
  })
  const picked = saved.data?.find(({ id }) => id === pickedId)
  if (saved.error !== null) return <ProblemAlert error={saved.error} onRetry={() => void saved.refetch()} />
  return (
    <Stack gap="xs">
      <Select
        label={m.playground_saved()}
        placeholder={saved.data?.length === 0 ? m.playground_no_saved() : m.playground_pick_saved()}
        data={(saved.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={picked?.id ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': m.playground_clear_saved() }}
        onChange={(id) => {
          setPickedId(id)
          const next = saved.data?.find((each) => each.id === id)
          if (next !== undefined) onPick(next.context)
        }}
      />
      {mayEdit && (
        <Group gap="xs">
          <SaveContext context={context} onSaved={setPickedId} />
          {picked !== undefined && <UpdateContext saved={picked} context={context} />}
          {picked !== undefined && <ForgetContext saved={picked} onForgotten={() => setPickedId(null)} />}
        </Group>
      )}
    </Stack>
  )
}

export function savedContextsKey(project: string) {
  return [...queryKeys.project(project), 'contexts'] as const
}

function UpdateContext({ saved, context }: { readonly saved: SavedContext; readonly context: JsonObject }) {
  const { project } = useScope()
  const client = useQueryClient()
  const update = useMutation({
    mutationFn: () =>
      callApi(pathOf`/projects/${project}/contexts/${saved.id}`, {
        method: 'PATCH',
        ifMatch: `"${saved.version}"`,
        body: { context },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: savedContextsKey(project) }),
  })
  if (JSON.stringify(saved.context) === JSON.stringify(context)) return null
  return (
    <>
      <Button size="xs" variant="default" loading={update.isPending} onClick={() => update.mutate()}>
        {m.playground_update({ name: saved.name })}
      </Button>
      {update.error !== null && <ProblemAlert error={update.error} />}
    </>
  )
}

interface ForgetProps {
  readonly saved: SavedContext
  readonly onForgotten: () => void
}

function ForgetContext({ saved, onForgotten }: ForgetProps) {
  const { project } = useScope()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const forget = useMutation({
    mutationFn: () =>
      callApi(pathOf`/projects/${project}/contexts/${saved.id}`, { method: 'DELETE', ifMatch: `"${saved.version}"` }),
    onSuccess: () => {
      setOpen(false)
      onForgotten()
    },
    onSettled: () => client.invalidateQueries({ queryKey: savedContextsKey(project) }),
  })
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {m.playground_forget()}
      </Button>
      <Confirm
        opened={isOpen}
        title={m.playground_forget_title({ name: saved.name })}
        action={m.playground_forget()}
        isDangerous
        isBusy={forget.isPending}
        error={forget.error}
        onConfirm={() => forget.mutate()}
        onCancel={() => setOpen(false)}
      >
        <Text size="sm">{m.playground_forget_hint()}</Text>
      </Confirm>
    </>
  )
}
