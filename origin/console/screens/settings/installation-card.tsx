import { useQuery } from '@tanstack/react-query'
import type { InstallationView } from '../../../installation/installation-view.ts'
import { callApi } from '../../api/api-client.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Card } from './card.tsx'
import { type Fact, Facts } from './facts.tsx'

const LOOK_EVERY_MS = 10_000
const BYTES_PER_MIB = 1_048_576

/** What whoever runs the installation wants to know; what is written here is set where it runs. */
export function InstallationCard() {
  const installation = useQuery({
    queryKey: ['installation'],
    queryFn: async ({ signal }) => (await callApi<InstallationView>('/installation', { signal })).body,
    refetchInterval: LOOK_EVERY_MS,
  })
  const { data } = installation
  return (
    <Card title={m.settings_installation()} hint={m.settings_installation_hint()}>
      {installation.error !== null && (
        <ProblemAlert error={installation.error} onRetry={() => void installation.refetch()} />
      )}
      {installation.isLoading && <SkeletonRows />}
      {data !== undefined && (
        <Facts label={m.settings_installation()} facts={[...factsOf(data), ...ssoFactsOf(data)]} />
      )}
    </Card>
  )
}

const REDIS: Readonly<Record<InstallationView['publishing']['redis'], () => string>> = {
  up: m.settings_redis_up,
  down: m.settings_redis_down,
  unknown: m.settings_redis_unknown,
}

function factsOf(installation: InstallationView): readonly Fact[] {
  const { publishing, edgeUrl, edgesReport, trustedProxies, requestsPerMinute, projects, people } = installation
  return [
    [m.settings_redis(), REDIS[publishing.redis]()],
    [m.settings_unpublished(), m.settings_changes({ count: publishing.unpublished })],
    [m.settings_refused(), m.settings_environments({ count: publishing.refused })],
    [m.settings_edge(), edgeUrl ?? m.settings_edge_unknown()],
    [m.settings_edges_report(), edgesReport ? m.settings_yes() : m.settings_edges_silent()],
    [m.settings_size(), m.settings_mebibytes({ size: formatNumber(mebibytesOf(installation)) })],
    [m.settings_projects(), formatNumber(projects)],
    [m.settings_people(), formatNumber(people)],
    [m.settings_rate(), formatNumber(requestsPerMinute)],
    [m.settings_proxies(), formatNumber(trustedProxies)],
  ]
}

function mebibytesOf({ databaseBytes }: InstallationView): number {
  return Math.round((databaseBytes / BYTES_PER_MIB) * 10) / 10
}

function ssoFactsOf({ singleSignOn }: InstallationView): readonly Fact[] {
  if (singleSignOn === null) return []
  const { issuer, emailDomains, unknownPeople } = singleSignOn
  return [
    [m.settings_sso_issuer(), issuer],
    [m.settings_sso_domains(), emailDomains.length === 0 ? m.settings_sso_any() : emailDomains.join(', ')],
    [
      m.settings_sso_unknown(),
      unknownPeople === 'create' ? m.settings_sso_unknown_create() : m.settings_sso_unknown_refuse(),
    ],
  ]
}
