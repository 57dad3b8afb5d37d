import type { Router } from 'express'
import { actorOf } from '../access/principal.ts'
import { OriginError } from '../errors/origin-error.ts'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { readQuery } from '../http/query.ts'
import { bodyOf } from '../http/read-json.ts'
import { mayManage } from './find-scope.ts'
import { listProjects } from './project-repository.ts'
import { createProject, newProjectSchema, projectView } from './project-service.ts'

export function addProjectRoutes(router: Router, { database, commit }: ApiContext): void {
  router.get('/projects', (request, response) => {
    readQuery(request, [])
    const principal = principalOf(response)
    const projects = listProjects(database).filter(({ id }) => mayManage(principal, id))
    response.json({ items: projects.map(projectView) })
  })

  router.post('/projects', async (request, response) => {
    const principal = principalOf(response)
    if (principal.type !== 'master') throw new OriginError('forbidden', 'only the master key creates projects')
    const input = parseInput(newProjectSchema, bodyOf(request))
    const project = await commit(actorOf(principal), (change) => createProject(change, input))
    response.status(201).json(projectView(project))
  })
}
