import type { Router } from 'express'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { readPage, toPage } from '../http/page.ts'
import { invalidQuery, readQuery } from '../http/query.ts'
import { findProject } from '../projects/find-scope.ts'
import { type AuditListRow, listAuditEntries } from './audit-repository.ts'

export function addAuditRoutes(router: Router, { database }: ApiContext): void {
  router.get('/projects/:project/audit', (request, response) => {
    const project = findProject(database, principalOf(response), request.params.project)
    const page = readPage(readQuery(request, ['limit', 'cursor']))
    const rows = listAuditEntries(database, project.id, { limit: page.limit + 1, beforeId: openPlace(page.after) })
    response.json(toPage(rows, page, { placeOf: ({ entry }) => String(entry.id), viewOf: auditView }))
  })
}

function auditView({ entry, environmentKey }: AuditListRow) {
  return {
    id: entry.id,
    at: new Date(entry.atMs).toISOString(),
    actor: entry.actor,
    action: entry.action,
    environment: environmentKey,
    target: entry.target,
    before: entry.before,
    after: entry.after,
  }
}

function openPlace(place: string | undefined): number | undefined {
  if (place === undefined) return undefined
  if (!/^\d{1,15}$/.test(place)) throw invalidQuery('cursor', 'expected a cursor that a page gave')
  return Number(place)
}
