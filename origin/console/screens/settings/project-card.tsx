import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { projectViewSchema } from '../../../projects/project-view.ts'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { EditProblem } from '../../editing/edit-problem.tsx'
import { useEdit } from '../../editing/use-edit.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { Card } from './card.tsx'
import { Facts } from './facts.tsx'

type Project = z.infer<typeof projectViewSchema>

type DraftProject = Readonly<{
  name: string
}>

export function ProjectCard() {
  const { project } = useScope()
  const isAdmin = useMay('admin')
  const loaded = useQuery({
    queryKey: [...queryKeys.project(project), 'settings'],
    queryFn: ({ signal }) => callApi<Project>(pathOf`/projects/${project}`, { signal }),
    // Read when the page opens: never anew under somebody's hands.
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <Card title={m.settings_project()} hint={isAdmin ? m.settings_project_hint() : m.settings_project_hint_viewer()}>
      {loaded.error !== null && <ProblemAlert error={loaded.error} onRetry={() => void loaded.refetch()} />}
      {loaded.isLoading && <SkeletonRows />}
      {loaded.data !== undefined && (
        <Stack>
          {isAdmin ? <ProjectForm loaded={loaded.data} /> : <Text size="sm">{loaded.data.body.name}</Text>}
          <Facts
            label={m.settings_project()}
            facts={[
              [m.settings_project_key(), <Code key="key">{loaded.data.body.key}</Code>],
              [m.settings_project_since(), formatTime(loaded.data.body.createdAt)],
            ]}
          />
        </Stack>
      )}
    </Card>
  )
}

function ProjectForm({ loaded }: { readonly loaded: Versioned<Project> }) {
  const { project } = useScope()
  const path = pathOf`/projects/${project}`
  const queryClient = useQueryClient()
  const edit = useEdit<Project, DraftProject>({
    loaded,
    valuesOf: ({ name }) => ({ name }),
    validate: { name: problemOfName },
    load: () => callApi<Project>(path),
    send: ({ name }, ifMatch) => callApi<Project>(path, { method: 'PATCH', body: { name: name.trim() }, ifMatch }),
    onSaved: () => {
      // The name stands in the switcher too.
      void queryClient.invalidateQueries({ queryKey: queryKeys.caller() })
      notifications.show({ message: m.blocks_saved() })
    },
  })
  const { form } = edit
  return (
    <form noValidate onSubmit={form.onSubmit(edit.save)}>
      <Stack>
        <EditProblem edit={edit} describe={({ name }) => [{ label: m.settings_project_name(), text: name.trim() }]} />
        <Group align="flex-start" gap="xs">
          <TextInput
            flex={1}
            aria-label={m.settings_project_name()}
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <Button type="submit" loading={edit.isBusy} disabled={!form.isDirty()}>
            {m.blocks_save()}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.settings_name_required() : null
}
