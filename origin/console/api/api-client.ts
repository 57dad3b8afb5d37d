import { currentLocale } from '../i18n/locale.ts'
import { ApiError, type Problem, UNREACHABLE } from './api-error.ts'

/** What was read, together with the version that a change of it names. */
export interface Versioned<T> {
  readonly body: T
  /** `undefined` where the answer had none. */
  readonly etag: string | undefined
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiRequest {
  readonly method?: Method
  readonly body?: unknown
  /** The version that is changed. */
  readonly ifMatch?: string
  /** Of a creation: the same key creates once, however often it is sent. */
  readonly idempotencyKey?: string
  /** Why, for the history. */
  readonly reason?: string
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly signal?: AbortSignal
}

const API = '/api/v1'

/**
 * Calls the API as whoever is signed in.
 * @param path  below `/api/v1`; see `pathOf`
 * @throws ApiError
 */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<Versioned<T>> {
  const response = await send(path, request)
  if (!response.ok) throw new ApiError(await readProblem(response))
  const body = response.status === 204 ? undefined : await response.json()
  return { body: body as T, etag: response.headers.get('ETag') ?? undefined }
}

/** Puts names into a path, whatever characters they have: pathOf`/projects/${project}/flags`. */
export function pathOf(texts: TemplateStringsArray, ...names: readonly string[]): string {
  return String.raw({ raw: texts }, ...names.map(encodeURIComponent))
}

async function send(path: string, request: ApiRequest): Promise<Response> {
  const { method = 'GET', body, signal } = request
  try {
    return await fetch(API + path + queryOf(request), {
      method,
      headers: headersOf(request),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError({ title: '', status: 0, code: UNREACHABLE })
  }
}

function headersOf({ body, ifMatch, idempotencyKey }: ApiRequest): Record<string, string> {
  return {
    'Accept-Language': currentLocale(),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  }
}

function queryOf({ query = {}, reason }: ApiRequest): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of value === undefined ? [] : [value].flat()) parameters.append(name, each)
  }
  if (reason !== undefined && reason !== '') parameters.set('reason', reason)
  return parameters.size === 0 ? '' : `?${parameters}`
}

async function readProblem(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true
  if (isProblem) return (await response.json()) as Problem
  return { title: response.statusText, status: response.status, code: 'unknown' }
}
