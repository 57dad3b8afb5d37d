import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { countFlags } from '../flags/flag-repository.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { createPublishingRepository } from './publishing-repository.ts'

const publishingSchema = z.strictObject({
  /** Also when most of the flags that edges have are gone; that is audited. */
  allowMassRemoval: z.exactOptional(z.boolean()),
})

const publishedSchema = z.strictObject({ version: z.int(), flags: z.int() })

/** What a person does about a version that the publisher refused to let out. */
export function publishOperations({ database }: ApiContext): readonly Operation[] {
  const repository = createPublishingRepository(database)
  return [
    defineOperation({
      id: 'publishEnvironment',
      method: 'post',
      path: '/projects/{project}/environments/{environment}/publish',
      tag: 'Propagation',
      summary: 'Publishes the environment as it is, as a new version',
      needs: 'editor',
      body: publishingSchema,
      isBodyOptional: true,
      errors: ['mass_removal'],
      status: 200,
      result: publishedSchema,
      handle: async ({ scope: { project, environment }, body, commit }) => {
        await commit((change) => {
          change.removeFlags(environment.id, body.allowMassRemoval ?? false)
          const act = { action: 'environment.publish', projectId: project.id, environmentId: environment.id }
          change.audit({ ...act, target: environment.key })
        })
        const version = repository.versionsOf(environment.id)?.version ?? 0
        return { body: { version, flags: countFlags(database, project.id) } }
      },
    }),
  ]
}
