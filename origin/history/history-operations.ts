import * as z from 'zod/mini'
import { entryPlaceOf, openEntryPlace } from '../audit/entry-place.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { getFlag } from '../flags/get-flag.ts'
import type { ApiContext } from '../http/api-context.ts'
import { pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, type ScopeOf, defineOperation } from '../operations/operation.ts'
import {
  type ConfigurationInput,
  applyConfigurationInput,
  parseStoredConfiguration,
} from '../targeting/configuration-input.ts'
import { changedConfigurationSchema, configurationReply } from '../targeting/configuration-reply.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import { configurationView, configurationViewSchema } from '../targeting/configuration-view.ts'
import { describeDifference, differenceSchema } from './describe-difference.ts'
import { type ConfigurationPlace, findVersion, listVersions } from './version-repository.ts'
import { versionView, versionViewSchema } from './version-view.ts'

const FLAG = '/projects/{project}/environments/{environment}/flags/{flag}'
const VERSIONS = `${FLAG}/versions` as const
const VERSION = `${VERSIONS}/{version}` as const

type FlagScope = ScopeOf<typeof FLAG>
type Configuration = z.infer<typeof configurationViewSchema>

const versionSchema = z.strictObject({
  configuration: configurationViewSchema,
  /** What turns it into the version that stands now. */
  difference: differenceSchema,
})

const restoreSchema = z.strictObject({ version: z.int().check(z.gte(1)) })

/** The versions of what a flag does in an environment: to look at, to compare, to bring back. */
export function historyOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { tag: 'History', status: 200 } as const
  return [
    defineOperation({
      ...facts,
      id: 'listVersions',
      method: 'get',
      path: VERSIONS,
      summary: 'Who made which version of a configuration, when and why, newest first',
      needs: 'viewer',
      errors: ['flag_not_found'],
      query: pageQuerySchema,
      result: pageSchema(versionViewSchema),
      handle: ({ scope, params, query }) => {
        const place = placeOf(database, scope, params.flag)
        const belowId = openEntryPlace(query.cursor)
        const rows = listVersions(database, place, { limit: query.limit + 1, belowId })
        return { body: toPage(rows, query, { placeOf: entryPlaceOf, viewOf: versionView }) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'getVersion',
      method: 'get',
      path: VERSION,
      summary: 'A configuration as it was, and how it differs from the one of now',
      needs: 'viewer',
      errors: ['flag_not_found', 'version_not_found'],
      result: versionSchema,
      handle: ({ scope, params }) => {
        const configuration = configurationOf(database, placeOf(database, scope, params.flag), params.version)
        const current = currentOf(database, scope, params.flag)
        return { body: { configuration, difference: describeDifference(configuration, current) } }
      },
    }),
    defineOperation({
      ...facts,
      id: 'restoreVersion',
      method: 'post',
      path: `${FLAG}/restore`,
      summary: 'Makes a new version that says what an earlier one said',
      needs: 'editor',
      ifMatch: 'required',
      body: restoreSchema,
      errors: ['flag_not_found', 'version_not_found', 'flag_is_archived', 'approval_required'],
      result: changedConfigurationSchema,
      handle: async ({ scope, params, body, precondition, commit }) => {
        const changed = await commit((change) => {
          const place = placeOf(change.transaction, scope, params.flag)
          const input = storedInput(change.transaction, place, body.version)
          return changeConfiguration(change, scope, {
            action: 'configuration.restore',
            flagKey: params.flag,
            precondition,
            edit: (now) => applyConfigurationInput(now, input, change),
          })
        })
        return configurationReply({ flag: params.flag, environment: scope.environment.key }, changed)
      },
    }),
  ]
}

function placeOf(database: Queryable, { project, environment }: FlagScope, flagKey: string): ConfigurationPlace {
  return {
    projectId: project.id,
    environmentId: environment.id,
    flagKey: getFlag(database, project.id, flagKey).key,
  }
}

function currentOf(database: Queryable, { project, environment }: FlagScope, flagKey: string): Configuration {
  const flag = getFlag(database, project.id, flagKey)
  return configurationView(flag.key, environment.key, getConfiguration(database, flag.id, environment.id))
}

/** An entry of ours holds a configuration as people see it; one of an older release may lack what is new. */
function configurationOf(database: Queryable, place: ConfigurationPlace, version: string): Configuration {
  const number = /^[1-9]\d{0,14}$/.test(version) ? Number(version) : undefined
  const state = number === undefined ? undefined : findVersion(database, place, number)
  const read = configurationViewSchema.safeParse(state)
  if (read.success) return read.data
  throw versionNotFound(version)
}

function storedInput(database: Queryable, place: ConfigurationPlace, version: number): ConfigurationInput {
  const input = parseStoredConfiguration(findVersion(database, place, version))
  if (input === undefined) throw versionNotFound(version)
  return input
}

function versionNotFound(version: string | number): OriginError {
  return new OriginError('version_not_found', `the configuration has no version ${JSON.stringify(version)}`)
}
