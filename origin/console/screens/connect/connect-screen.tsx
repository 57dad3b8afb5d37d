import { Button, Paper, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { FlagView } from '../../api/views.ts'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { useFlagKey } from '../../shell/use-flag-key.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { FirstEvaluation } from './first-evaluation.tsx'
import { KeyStep, type MadeKeys } from './key-step.tsx'
import { SnippetStep } from './snippet-step.tsx'

/** From a flag that nobody asks for to its first evaluation. */
export function ConnectScreen() {
  const { project } = useScope()
  const key = useFlagKey()
  const environment = useEnvironment()
  const [keys, setKeys] = useState<MadeKeys>({})
  const flag = useQuery({
    queryKey: queryKeys.flag(project, key),
    queryFn: ({ signal }) => callApi<FlagView>(pathOf`/projects/${project}/flags/${key}`, { signal }),
  })
  if (flag.error !== null) return <ProblemAlert error={flag.error} onRetry={() => void flag.refetch()} />
  if (flag.data === undefined) return <Waiting />
  const name = environment?.name ?? ''
  return (
    <Page
      title={m.connect_title({ flag: key })}
      lead={m.connect_lead()}
      actions={
        <Button component={Link} href={`/flags/${encodeURIComponent(key)}`}>
          {m.connect_choose_who()}
        </Button>
      }
    >
      <Stack maw={820}>
        <Step title={m.connect_step_key({ environment: name })}>
          <KeyStep keys={keys} onMade={(made) => setKeys({ ...keys, ...made })} />
        </Step>
        <Step title={m.connect_step_code()}>
          <SnippetStep flag={flag.data} keys={keys} />
        </Step>
        <Step title={m.connect_step_wait()}>
          <FirstEvaluation flag={key} />
        </Step>
      </Stack>
    </Page>
  )
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="lg">
      <Title order={2} size="h3" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  )
}
