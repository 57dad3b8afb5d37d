import { type SQL, and, asc, desc, eq, isNotNull, lt, lte, or } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { approvals } from '../db/schema/approvals.ts'
import { changeRequests } from '../db/schema/change-requests.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { projects } from '../db/schema/projects.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import type { Environment } from '../projects/environment-repository.ts'
import type { Project } from '../projects/project-repository.ts'
import { type RequestTarget, targetOf } from './request-target.ts'
import type { RequestState } from './requested-change.ts'

export type RequestRow = typeof changeRequests.$inferSelect
export type Approval = typeof approvals.$inferSelect

/** A request with what it is about. */
export interface PlacedRequest {
  readonly request: RequestRow
  readonly target: RequestTarget
}

export interface RequestPlace {
  readonly createdAtMs: number
  readonly id: string
}

export function findRequest(database: Queryable, environmentId: string, id: string): PlacedRequest | undefined {
  const row = select(database, and(eq(changeRequests.environmentId, environmentId), eq(changeRequests.id, id))).get()
  return row === undefined ? undefined : place(row)
}

/** The open ones that are about a segment. */
export function listOpenOfSegment(database: Queryable, environmentId: string, key: string): readonly PlacedRequest[] {
  const isOpen = and(eq(changeRequests.environmentId, environmentId), eq(changeRequests.state, 'open'))
  return select(database, and(isOpen, eq(changeRequests.segmentKey, key)))
    .all()
    .map(place)
}

/** Newest first. */
export function listRequests(
  database: Queryable,
  environmentId: string,
  page: { readonly limit: number; readonly below: RequestPlace | undefined; readonly state: RequestState | undefined },
): readonly PlacedRequest[] {
  const { limit, below, state } = page
  const isBelow =
    below === undefined
      ? undefined
      : or(
          lt(changeRequests.createdAtMs, below.createdAtMs),
          and(eq(changeRequests.createdAtMs, below.createdAtMs), lt(changeRequests.id, below.id)),
        )
  const isState = state === undefined ? undefined : eq(changeRequests.state, state)
  return select(database, and(eq(changeRequests.environmentId, environmentId), isState, isBelow))
    .orderBy(desc(changeRequests.createdAtMs), desc(changeRequests.id))
    .limit(limit)
    .all()
    .map(place)
}

/** Open ones whose time has come, the longest waiting first. */
export function listDueRequests(database: Queryable, nowMs: number): readonly ScopedRequest[] {
  const isDue = and(isNotNull(changeRequests.applyAtMs), lte(changeRequests.applyAtMs, nowMs))
  return selectScoped(database, and(eq(changeRequests.state, 'open'), isDue))
    .orderBy(asc(changeRequests.applyAtMs))
    .all()
    .map(withScope)
}

/** The open ones that are about a group, in whatever environment it was asked for. */
export function listOpenOfGroup(database: Queryable, projectId: string, key: string): readonly ScopedRequest[] {
  return listOpen(database, projectId, eq(changeRequests.groupKey, key))
}

/** The open ones that are about a flag, in one environment or everywhere. */
export function listOpenOfFlag(database: Queryable, projectId: string, key: string): readonly ScopedRequest[] {
  return listOpen(database, projectId, eq(flags.key, key))
}

/** The open ones about anything. */
export function listOpenOfProject(database: Queryable, projectId: string): readonly ScopedRequest[] {
  return listOpen(database, projectId, undefined)
}

function listOpen(database: Queryable, projectId: string, isAbout: SQL | undefined): readonly ScopedRequest[] {
  const isOpen = and(eq(environments.projectId, projectId), eq(changeRequests.state, 'open'))
  return selectScoped(database, and(isOpen, isAbout)).all().map(withScope)
}

export interface ScopedRequest extends PlacedRequest {
  readonly environment: Environment
  readonly project: Project
}

export function insertRequest(database: Queryable, request: RequestRow): void {
  database.insert(changeRequests).values(request).run()
}

export function updateRequest(database: Queryable, { id, ...values }: RequestRow): void {
  database.update(changeRequests).set(values).where(eq(changeRequests.id, id)).run()
}

export function listApprovals(database: Queryable, requestId: string): readonly Approval[] {
  return database
    .select()
    .from(approvals)
    .where(eq(approvals.requestId, requestId))
    .orderBy(asc(approvals.atMs), asc(approvals.actor))
    .all()
}

export function insertApproval(database: Queryable, approval: Approval): void {
  database.insert(approvals).values(approval).onConflictDoNothing().run()
}

export function removeApprovals(database: Queryable, requestId: string): void {
  database.delete(approvals).where(eq(approvals.requestId, requestId)).run()
}

function select(database: Queryable, condition: ReturnType<typeof and>) {
  return database
    .select({ request: changeRequests, flag: flags })
    .from(changeRequests)
    .leftJoin(flags, eq(flags.id, changeRequests.flagId))
    .where(condition)
}

function selectScoped(database: Queryable, condition: ReturnType<typeof and>) {
  return database
    .select({ request: changeRequests, flag: flags, environment: environments, project: projects })
    .from(changeRequests)
    .leftJoin(flags, eq(flags.id, changeRequests.flagId))
    .innerJoin(environments, eq(environments.id, changeRequests.environmentId))
    .innerJoin(projects, eq(projects.id, environments.projectId))
    .where(condition)
}

interface PlacedRow {
  readonly request: RequestRow
  readonly flag: FlagRow | null
}

function withScope({ environment, project, ...row }: PlacedRow & Omit<ScopedRequest, 'target'>): ScopedRequest {
  return { ...place(row), environment, project }
}

function place({ request, flag }: PlacedRow): PlacedRequest {
  return { request, target: targetOf(request, flag) }
}
