import { Button, Group, Paper, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { Page } from '../blocks/page.tsx'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../blocks/unsaved-guard.ts'
import type { Creation } from './use-creation.ts'

export interface CreationFormProps<Values> {
  readonly title: string
  readonly lead: string
  readonly form: UseFormReturnType<Values>
  readonly creation: Creation<Values>
  /** What the button does. */
  readonly action: string
  /** The fields. */
  readonly children: ReactNode
}

const WIDTH_PX = 680

/** A page with the form of something new. */
export function CreationForm<Values extends object>(props: CreationFormProps<Values>) {
  const { title, lead, form, creation, action, children } = props
  useUnsavedGuard(form.isDirty() && !creation.isPending && !creation.isSuccess)
  return (
    <Page title={title} lead={lead}>
      <Paper
        component="form"
        noValidate
        withBorder
        p="lg"
        maw={WIDTH_PX}
        onSubmit={form.onSubmit((values) => creation.mutate(values))}
      >
        <Stack>
          {creation.error !== null && <ProblemAlert error={creation.error} />}
          {children}
          <Group justify="flex-end">
            <Button type="submit" loading={creation.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Page>
  )
}
