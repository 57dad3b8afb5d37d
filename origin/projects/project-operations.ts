import * as z from 'zod/mini'
import { roleIn } from '../access/role.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { listProjects } from './project-repository.ts'
import { createProject, newProjectSchema } from './project-service.ts'
import { projectView, projectViewSchema } from './project-view.ts'

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
  ]
}
