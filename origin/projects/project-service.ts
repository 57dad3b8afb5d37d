import * as z from 'zod/mini'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { displayNameSchema, slugSchema } from '../identities/text-input.ts'
import { createEnvironment } from './environment-service.ts'
import { type Project, findProjectByKey, insertProject } from './project-repository.ts'
import { projectView } from './project-view.ts'

export interface NewProject {
  readonly key: string
  readonly name: string
}

export const newProjectSchema: z.ZodMiniType<NewProject> = z.strictObject({ key: slugSchema, name: displayNameSchema })

/** A project begins with the two environments that everybody needs. */
export function createProject(change: Change, input: NewProject): Project {
  if (findProjectByKey(change.transaction, input.key) !== undefined) {
    throw new OriginError('project_exists', `a project has the key ${JSON.stringify(input.key)}`)
  }
  const project: Project = { id: change.drawId(), key: input.key, name: input.name, createdAtMs: change.nowMs }
  insertProject(change.transaction, project)
  change.audit({ action: 'project.create', projectId: project.id, target: project.key, after: projectView(project) })
  createEnvironment(change, project, { key: 'production', name: 'Production' })
  createEnvironment(change, project, { key: 'development', name: 'Development', settings: { events: { mode: 'all' } } })
  return project
}
