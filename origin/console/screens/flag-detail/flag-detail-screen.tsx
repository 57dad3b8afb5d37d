import { Stack } from '@mantine/core'
import { ApiError } from '../../api/api-error.ts'
import { useConfigurations, useFlag } from '../../api/use-flag.ts'
import { PendingRequests } from '../../change-requests/pending-requests.tsx'
import { useOpenRequests } from '../../change-requests/use-open-requests.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { FlagSections } from '../../blocks/flag-sections.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { useFlagKey } from '../../shell/use-flag-key.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { ConfigurationPanel } from './configuration-panel.tsx'
import { EnvironmentMatrix } from './view/environment-matrix.tsx'
import { FlagFacts } from './view/flag-facts.tsx'

/** One flag: what it does in every environment at a glance, and in the one of the address in full. */
export function FlagDetailScreen() {
  const key = useFlagKey()
  const { project, environment } = useScope()
  const flag = useFlag(key)
  const configurations = useConfigurations(key)
  const requests = useOpenRequests(key)
  const error = flag.error ?? configurations.error
  if (error instanceof ApiError && error.problem.code === 'flag_not_found') {
    return <EmptyState title={m.flag_detail_missing({ flag: key })} hint={m.flag_detail_missing_hint()} />
  }
  if (error !== null) {
    const retry = () => void Promise.all([flag.refetch(), configurations.refetch()])
    return (
      <Page title={key}>
        <ProblemAlert error={error} onRetry={retry} />
      </Page>
    )
  }
  const configuration = configurations.data?.find((each) => each.environment === environment)
  if (flag.data === undefined || configurations.data === undefined || configuration === undefined) return <Waiting />
  return (
    <Page title={key} lead={flag.data.body.description ?? undefined}>
      <Stack gap="lg">
        <FlagSections flag={key} here="targeting" />
        <FlagFacts flag={flag.data.body} />
        <EnvironmentMatrix flag={flag.data.body} configurations={configurations.data} requests={requests} />
        <PendingRequests environment={environment} requests={requests.get(environment) ?? []} />
        <ConfigurationPanel key={`${project}/${environment}/${key}`} flag={flag.data.body} stored={configuration} />
      </Stack>
    </Page>
  )
}
