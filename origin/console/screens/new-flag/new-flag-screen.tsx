import { Button, Group, Paper, Select, Stack, Switch, TagsInput, TextInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { FlagType } from '../../../../shared/contracts/flag.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { FlagView } from '../../api/views.ts'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import {
  type DraftFlag,
  EMPTY_DRAFT,
  TYPES,
  TYPE_NAMES,
  firstVariants,
  flagOf,
  problemOfKey,
  problemOfName,
  problemOfValue,
} from './draft-flag.ts'
import { VariantFields } from './variant-fields.tsx'

export function NewFlagScreen() {
  const create = useCreation()
  const [parameters] = useSearchParams()
  const form = useForm<DraftFlag>({
    // A list of what was asked for and does not exist leads here with the key.
    initialValues: { ...EMPTY_DRAFT, key: parameters.get('key') ?? '' },
    validate: {
      key: problemOfKey,
      variants: {
        name: (name, draft) => problemOfName(name, draft),
        value: (value, draft) => problemOfValue(value, draft),
      },
    },
  })
  useUnsavedGuard(form.isDirty() && !create.isPending && !create.isSuccess)
  const chooseType = (type: string | null): void => {
    if (type === null) return
    form.setValues({ type: type as FlagType, variants: firstVariants(type as FlagType) })
  }
  return (
    <Page title={m.new_flag_title()} lead={m.new_flag_lead()}>
      <Paper
        component="form"
        noValidate
        withBorder
        p="lg"
        maw={680}
        onSubmit={form.onSubmit((draft) => create.mutate(draft))}
      >
        <Stack>
          {create.error !== null && <ProblemAlert error={create.error} />}
          <TextInput
            label={m.new_flag_key()}
            description={m.new_flag_key_hint()}
            placeholder="new-checkout"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('key')}
          />
          <Select
            label={m.new_flag_type()}
            data={TYPES.map((type) => ({ value: type, label: TYPE_NAMES[type]() }))}
            allowDeselect={false}
            value={form.values.type}
            onChange={chooseType}
          />
          {form.values.type !== 'boolean' && <VariantFields form={form} />}
          <Textarea
            autosize
            minRows={2}
            label={m.new_flag_description()}
            description={m.new_flag_description_hint()}
            {...form.getInputProps('description')}
          />
          <TagsInput label={m.new_flag_tags()} description={m.new_flag_tags_hint()} {...form.getInputProps('tags')} />
          <Switch
            label={m.new_flag_client()}
            description={m.new_flag_client_hint()}
            {...form.getInputProps('clientVisible', { type: 'checkbox' })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {m.new_flag_create()}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Page>
  )
}

/** Sent twice, it is created once; then there is the page that leads to the first evaluation. */
function useCreation() {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async (draft: DraftFlag) => {
      const request = { method: 'POST', body: flagOf(draft), idempotencyKey } as const
      return (await callApi<FlagView>(pathOf`/projects/${project}/flags`, request)).body
    },
    onSuccess: async ({ key }) => {
      await queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) })
      navigate(`/flags/${encodeURIComponent(key)}/connect`)
    },
  })
}
