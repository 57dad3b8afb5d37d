import type { Database } from '../db/open-database.ts'
import { readDatabaseBytes } from '../db/read-database-bytes.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { countAccounts } from '../people/account-repository.ts'
import { listProjects } from '../projects/project-repository.ts'
import type { Publisher } from '../publishing/publisher.ts'
import type { SsoSettings } from '../sso/sso-settings.ts'
import { type InstallationView, installationSchema } from './installation-view.ts'

export interface InstallationParts {
  readonly edgeUrl: string | undefined
  readonly edgeToken: string | undefined
  readonly trustedProxies: number
  readonly requestsPerMinute: number
  readonly sso: SsoSettings | undefined
  readonly publisherStatus: Publisher['status']
}

export function installationOperations({ database }: ApiContext, parts: InstallationParts): readonly Operation[] {
  return [
    defineOperation({
      id: 'getInstallation',
      method: 'get',
      path: '/installation',
      tag: 'Installation',
      summary: 'How the installation is set up and how it is',
      needs: 'installation',
      status: 200,
      result: installationSchema,
      handle: () => ({ body: installationView(database, parts) }),
    }),
  ]
}

function installationView(database: Database, parts: InstallationParts): InstallationView {
  const { redis, unpublished, oldestUnpublishedMs, refused } = parts.publisherStatus()
  return {
    edgeUrl: parts.edgeUrl ?? null,
    edgesReport: parts.edgeToken !== undefined,
    trustedProxies: parts.trustedProxies,
    requestsPerMinute: parts.requestsPerMinute,
    singleSignOn: singleSignOnOf(parts.sso),
    projects: listProjects(database).length,
    people: countAccounts(database),
    databaseBytes: readDatabaseBytes(database),
    publishing: { redis, unpublished, oldestUnpublishedMs, refused },
  }
}

function singleSignOnOf(sso: SsoSettings | undefined): InstallationView['singleSignOn'] {
  if (sso === undefined) return null
  const { label, issuer, emailDomains, unknownPeople } = sso
  return { label, issuer, emailDomains: [...emailDomains], unknownPeople }
}
