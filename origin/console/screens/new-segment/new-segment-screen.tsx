import { Button, Group, Paper, Stack, TextInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'

interface NewSegment {
  readonly key: string
  readonly name: string
  readonly description: string
}

/** Makes an empty segment; whom it holds is said on its page, which comes next. */
export function NewSegmentScreen() {
  const create = useCreation()
  const environment = useEnvironment()?.name ?? ''
  const form = useForm<NewSegment>({
    initialValues: { key: '', name: '', description: '' },
    validate: { key: (key) => (key.trim() === '' ? m.new_segment_key_required() : null) },
  })
  useUnsavedGuard(form.isDirty() && !create.isPending && !create.isSuccess)
  return (
    <Page title={m.new_segment_title()} lead={m.new_segment_lead({ environment })}>
      <Paper
        component="form"
        noValidate
        withBorder
        p="lg"
        maw={680}
        onSubmit={form.onSubmit((segment) => create.mutate(segment))}
      >
        <Stack>
          {create.error !== null && <ProblemAlert error={create.error} />}
          <TextInput
            label={m.new_segment_key()}
            description={m.new_segment_key_hint()}
            placeholder="beta-testers"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('key')}
          />
          <TextInput
            label={m.new_segment_name()}
            description={m.new_segment_name_hint()}
            {...form.getInputProps('name')}
          />
          <Textarea autosize minRows={2} label={m.new_segment_description()} {...form.getInputProps('description')} />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {m.new_segment_create()}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Page>
  )
}

/** Sent twice, it is created once. */
function useCreation() {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ key, name, description }: NewSegment) => {
      const body = {
        key: key.trim(),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(description.trim() === '' ? {} : { description: description.trim() }),
      }
      const path = pathOf`/projects/${project}/environments/${environment}/segments`
      return (await callApi<SegmentView>(path, { method: 'POST', body, idempotencyKey })).body
    },
    onSuccess: async ({ key }) => {
      await queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) })
      navigate(`/segments/${encodeURIComponent(key)}`)
    },
  })
}
