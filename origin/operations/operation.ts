import type * as z from 'zod/mini'
import type { ParseResult } from '../../shared/contracts/parse-result.ts'
import type { Principal } from '../access/principal.ts'
import type { Role } from '../access/role.ts'
import type { Author } from '../changes/author.ts'
import type { Change } from '../changes/commit-change.ts'
import type { Precondition } from '../changes/precondition.ts'
import type { ErrorCode } from '../errors/origin-error.ts'
import type { CsvBody } from '../http/read-csv.ts'
import type { Environment } from '../projects/environment-repository.ts'
import type { Visit } from '../sessions/visit.ts'
import type { Project } from '../projects/project-repository.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/**
 * Who may call: whoever has at least this role in the project that the path names; `installation`: who runs the whole
 * installation; `caller`: whoever is known, and the operation shows them only what is theirs; `person`: whoever signed
 * in; `anyone`: also whoever is not known at all.
 */
export type Needs = Role | 'installation' | 'caller' | 'person' | 'anyone'

/** The names between braces in a path: `/projects/{project}` has `project`. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [N in Name]: string } & ParamsOf<Rest>
  : unknown

/** What the path names and the caller may see. */
export type ScopeOf<Path extends string> = (Path extends `${string}{project}${string}`
  ? { readonly project: Project }
  : unknown) &
  (Path extends `${string}{environment}${string}` ? { readonly environment: Environment } : unknown)

/** One call of an operation, after everything in it was read and the caller was let in. */
export interface Call<Path extends string, Query, Body> {
  readonly params: ParamsOf<Path>
  readonly scope: ScopeOf<Path>
  readonly query: Query
  readonly body: Body
  readonly principal: Principal
  /** `any` where the operation takes no `If-Match`, or where it may be left out and was. */
  readonly precondition: Precondition
  readonly visit: Visit
  /** In whose name a change is made. */
  readonly author: Author
  /** Makes a change in the caller's name. */
  readonly commit: <T>(make: (change: Change) => T) => Promise<T>
}

export interface Reply<Result> {
  readonly body: Result
  /** The version of what was sent; its strong ETag. */
  readonly version?: string
  /** One `Set-Cookie` header, or several. */
  readonly setCookie?: string | readonly string[]
  /** Where a browser goes on, of an answer that sends it there. */
  readonly location?: string
}

/** Of an operation that sends the browser somewhere else. */
export type Redirect = Required<Pick<Reply<undefined>, 'location'>> & Pick<Reply<undefined>, 'setCookie'>

/** Of an operation that answers 204. */
export type EmptyReply = Pick<Reply<undefined>, 'setCookie'> | void

/** What a client finds in the document, and what the router needs to take the call. */
interface OperationFacts<Path extends string> {
  /** Unique; the name of the function in a generated client. */
  readonly id: string
  readonly method: Method
  /** Below `/api/v1`, with names in braces. */
  readonly path: Path
  readonly tag: string
  readonly summary: string
  readonly needs: Needs
  /** Whether the caller must say which version it changes (`If-Match`), or may. */
  readonly ifMatch?: 'required' | 'optional'
  /** Whether the answer may hold what is shown once. */
  readonly isSecret?: true
  /** The refusals that are the operation's own; what every operation may answer is added. */
  readonly errors?: readonly ErrorCode[]
}

export interface OperationSpec<Path extends string, Query, Body, Result> extends OperationFacts<Path> {
  readonly query?: z.ZodMiniType<Query>
  readonly body?: z.ZodMiniType<Body>
  /** A call without a body counts as one with `{}`. */
  readonly isBodyOptional?: true
  /** Of one that also takes `text/csv`: makes of it what its body would be as JSON, which the schema then reads. */
  readonly csv?: (csv: CsvBody, query: Query) => ParseResult<unknown>
  readonly status: 200 | 201 | 202
  readonly result: z.ZodMiniType<Result>
  readonly handle: (call: Call<Path, Query, Body>) => Reply<Result> | Promise<Reply<Result>>
}

export interface EmptyOperationSpec<Path extends string, Query, Body> extends Omit<
  OperationSpec<Path, Query, Body, never>,
  'status' | 'result' | 'handle' | 'csv'
> {
  readonly status: 204
  readonly handle: (call: Call<Path, Query, Body>) => EmptyReply | Promise<EmptyReply>
}

/** One that a browser is led to, and on from: not for programs. */
export interface RedirectOperationSpec<Path extends string, Query> extends Omit<
  OperationSpec<Path, Query, undefined, never>,
  'status' | 'result' | 'handle' | 'body' | 'isBodyOptional' | 'csv'
> {
  readonly method: 'get'
  readonly status: 303
  readonly handle: (call: Call<Path, Query, undefined>) => Redirect | Promise<Redirect>
}

/** An operation of any path, query, body and result, as router and document see it. */
export interface Operation extends OperationFacts<string> {
  readonly query: z.ZodMiniType | undefined
  readonly body: z.ZodMiniType | undefined
  readonly isBodyOptional: boolean
  readonly csv: ((csv: CsvBody, query: unknown) => ParseResult<unknown>) | undefined
  readonly status: number
  /** `undefined` for one that answers 204 or 303. */
  readonly result: z.ZodMiniType | undefined
  /** What it is given was read by the operation's own schemas. */
  readonly handle: (call: AnyCall) => Promise<Reply<unknown> | undefined>
}

export type AnyCall = Call<string, unknown, unknown>

/** Declares an operation that answers with something. */
export function defineOperation<Path extends string, Result, Query = Readonly<Record<string, never>>, Body = undefined>(
  spec: OperationSpec<Path, Query, Body, Result>,
): Operation {
  const { csv } = spec
  return {
    ...spec,
    query: spec.query,
    body: spec.body,
    isBodyOptional: spec.isBodyOptional === true,
    csv: csv && ((body, query) => csv(body, query as Query)),
    // The router reads query and body by this operation's schemas, and params and scope by its path.
    handle: async (call) => spec.handle(call as Call<Path, Query, Body>),
  }
}

/** Declares an operation that answers 204. */
export function defineEmptyOperation<Path extends string, Query = Readonly<Record<string, never>>, Body = undefined>(
  spec: EmptyOperationSpec<Path, Query, Body>,
): Operation {
  return {
    ...spec,
    query: spec.query,
    body: spec.body,
    isBodyOptional: spec.isBodyOptional === true,
    csv: undefined,
    result: undefined,
    handle: async (call) => {
      const reply = await spec.handle(call as Call<Path, Query, Body>)
      return reply === undefined ? undefined : { body: undefined, ...reply }
    },
  }
}

/** Declares an operation that sends the browser somewhere else (303). */
export function defineRedirectOperation<Path extends string, Query = Readonly<Record<string, never>>>(
  spec: RedirectOperationSpec<Path, Query>,
): Operation {
  return {
    ...spec,
    query: spec.query,
    body: undefined,
    isBodyOptional: false,
    csv: undefined,
    result: undefined,
    handle: async (call) => ({ body: undefined, ...(await spec.handle(call as Call<Path, Query, undefined>)) }),
  }
}
