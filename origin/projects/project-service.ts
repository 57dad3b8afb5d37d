import * as z from 'zod/mini'
import { findLastChange } from '../audit/audit-repository.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import { displayNameSchema, slugSchema } from '../identities/text-input.ts'
import { createEnvironment } from './environment-service.ts'
import { type Project, findProjectByKey, insertProject, updateProjectName } from './project-repository.ts'
import { projectETag, projectView } from './project-view.ts'

export interface NewProject {
  readonly key: string
  readonly name: string
}

export const newProjectSchema: z.ZodMiniType<NewProject> = z.strictObject({ key: slugSchema, name: displayNameSchema })

export type ProjectPatch = Partial<Pick<NewProject, 'name'>>

export const projectPatchSchema: z.ZodMiniType<ProjectPatch> = z
  .strictObject({ name: z.exactOptional(displayNameSchema) })
  .check(atLeastOneMember)

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

export function patchProject(
  change: Change,
  { key }: Project,
  { patch, precondition }: { readonly patch: ProjectPatch; readonly precondition: Precondition },
): Project {
  const before = findProjectByKey(change.transaction, key)
  if (before === undefined) throw new OriginError('project_not_found', 'the project is gone')
  const audited = { projectId: before.id, environmentId: null, target: key, kind: 'project' }
  checkPrecondition(precondition, {
    version: projectETag(before),
    lastChange: () => findLastChange(change.transaction, audited),
  })
  const after: Project = { ...before, ...patch }
  updateProjectName(change.transaction, after)
  const act = { action: 'project.update', projectId: before.id, target: key }
  change.audit({ ...act, before: projectView(before), after: projectView(after) })
  return after
}
