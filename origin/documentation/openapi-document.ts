import { type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, createDocument } from 'zod-openapi'
import * as z from 'zod/mini'
import { ERRORS } from '../errors/origin-error.ts'
import { problemSchema } from '../errors/problem-schema.ts'
import type { Operation } from '../operations/operation.ts'
import { reasonParameter } from '../operations/read-reason.ts'
import { SECURE_COOKIE } from '../sessions/session-cookie.ts'
import { errorsOf } from './documented-errors.ts'

export const API_PATH = '/api/v1'

export type OpenApiDocument = ReturnType<typeof createDocument>

/** Writes down what the router takes, out of the schemas that read requests and that answers are tested by. */
export function createOpenApiDocument(operations: readonly Operation[]): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'ToggleMaster',
        version: '1',
        description: 'The control plane of ToggleMaster: projects, environments, flags, targeting, keys and history.',
      },
      servers: [{ url: API_PATH }],
      security: [{ key: [] }, { session: [] }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A key of kind adm.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: SECURE_COOKIE,
            description: 'Of somebody who signed in; a change also needs Sec-Fetch-Site: same-origin, or Origin.',
          },
        },
      },
      paths: pathsOf(operations),
    },
    // What only code can say (any JSON; one shape of several) is written as anything, with its description.
    { allowEmptySchema: { unknown: true, custom: true, transform: { output: true } } },
  )
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {})
    item[operation.method] = operationOf(operation)
  }
  return paths
}

function operationOf(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, body, isBodyOptional } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(operation.needs === 'anyone' ? { security: [] } : {}),
    requestParams: parametersOf(operation),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !isBodyOptional,
            content: { 'application/json': { schema: body }, ...csvContentOf(operation) },
          },
        }),
    responses: { ...successOf(operation), ...refusalsOf(operation) },
  }
}

function csvContentOf({ csv }: Operation): object {
  if (csv === undefined) return {}
  const description =
    'The first column counts. The first line may be a header: say so by text/csv;header=present (or absent), or name the column id'
  return { 'text/csv': { schema: { type: 'string', description } } }
}

type Parameters = NonNullable<ZodOpenApiOperationObject['requestParams']>

function parametersOf(operation: Operation): Parameters {
  const { path, ifMatch, status } = operation
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const tag = z.string()
  return {
    ...(names.length === 0 ? {} : { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
    ...queryOf(operation),
    header: z.object({
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch === 'required' ? tag : z.exactOptional(tag) }),
      ...(status === 201 ? { 'Idempotency-Key': z.exactOptional(z.string()) } : {}),
    }),
  }
}

/** The query of every operation is a strict object; a change may also say why. */
function queryOf({ query, method }: Operation): Parameters {
  const shape = query instanceof z.ZodMiniObject ? query.shape : {}
  const whole = { ...shape, ...(method === 'get' ? {} : reasonParameter) }
  return Object.keys(whole).length === 0 ? {} : { query: z.strictObject(whole) }
}

function successOf({ status, result, isSecret }: Operation): ZodOpenApiOperationObject['responses'] {
  if (status === 303) {
    const headers = z.object({ Location: z.string() })
    return { [String(status) as '200']: { description: 'The browser goes on from here', headers } }
  }
  const description = isSecret === true ? 'Done; what is secret in it is shown this once' : 'Done'
  if (result === undefined) return { [String(status) as '200']: { description } }
  return { [String(status) as '200']: { description, content: { 'application/json': { schema: result } } } }
}

/** By status, since several refusals may share one; their codes tell them apart. */
function refusalsOf(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const codes = errorsOf(operation)
  const statuses = [...new Set(codes.map((code) => ERRORS[code][0]))]
  const describe = (status: number): string =>
    codes
      .filter((code) => ERRORS[code][0] === status)
      .map((code) => `\`${code}\`: ${ERRORS[code][1]}`)
      .join('. ')
  const content = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries(statuses.map((status) => [String(status), { description: describe(status), content }]))
}
