import * as z from 'zod/mini'
import { roleIn } from '../access/role.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, type Reply, defineOperation } from '../operations/operation.ts'
import { type Project, listProjects } from './project-repository.ts'
import { createProject, newProjectSchema, patchProject, projectPatchSchema } from './project-service.ts'
import { projectETag, projectView, projectViewSchema } from './project-view.ts'

const PROJECT = '/projects/{project}'

export function projectOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listProjects',
      method: 'get',
      path: '/projects',
      tag: 'Projects',
      summary: 'The projects that the caller may see',
      needs: 'caller',
      status: 200,
      result: z.strictObject({ items: z.array(projectViewSchema) }),
      handle: ({ principal }) => {
        const projects = listProjects(database).filter(({ id }) => roleIn(principal, id) !== undefined)
        return { body: { items: projects.map(projectView) } }
      },
    }),
    defineOperation({
      id: 'createProject',
      method: 'post',
      path: '/projects',
      tag: 'Projects',
      summary: 'Makes a project, with production and development',
      needs: 'installation',
      body: newProjectSchema,
      errors: ['project_exists'],
      status: 201,
      result: projectViewSchema,
      handle: async ({ body, commit }) => ({
        body: projectView(await commit((change) => createProject(change, body))),
      }),
    }),
    defineOperation({
      id: 'getProject',
      method: 'get',
      path: PROJECT,
      tag: 'Projects',
      summary: 'A project',
      needs: 'viewer',
      status: 200,
      result: projectViewSchema,
      handle: ({ scope }) => versioned(scope.project),
    }),
    defineOperation({
      id: 'updateProject',
      method: 'patch',
      path: PROJECT,
      tag: 'Projects',
      summary: 'Changes a project; its key stays for ever',
      needs: 'admin',
      ifMatch: 'optional',
      body: projectPatchSchema,
      status: 200,
      result: projectViewSchema,
      handle: async ({ scope, precondition, body: patch, commit }) =>
        versioned(await commit((change) => patchProject(change, scope.project, { patch, precondition }))),
    }),
  ]
}

function versioned(project: Project): Reply<z.infer<typeof projectViewSchema>> {
  return { body: projectView(project), version: projectETag(project) }
}
