import * as z from 'zod/mini'
import { describeProblems } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import type { VerifyConfig } from './config.ts'
import { type Answer, type Call, send } from './send.ts'

/** What a verification asks of the control plane, through the API that everybody has. */
export interface Management {
  readEnvironmentId(): Promise<string>
  createFlag(flag: string): Promise<void>
  /** What the flag says to everybody. */
  serve(flag: string, variant: FlagVariant): Promise<void>
  deleteFlag(flag: string): Promise<void>
  createServerKey(name: string): Promise<ServerKey>
  /** Ids of what was not revoked yet. */
  listLiveKeys(name: string): Promise<readonly string[]>
  revokeKey(id: string): Promise<void>
  readLocations(): Promise<readonly Location[]>
  /** How often the flag was decided since a time, by what was counted. */
  countDecisions(flag: string, sinceMs: number): Promise<number>
}

export type FlagVariant = 'on' | 'off'

export interface ServerKey {
  readonly id: string
  readonly text: string
}

export interface Location {
  readonly location: string
  readonly state: string
}

const environmentSchema = z.object({ id: z.string() })
const createdKeySchema = z.object({ id: z.string(), key: z.string() })
const keysSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), revokedAt: z.nullable(z.string()) })),
})
const propagationSchema = z.object({ locations: z.array(z.object({ location: z.string(), state: z.string() })) })
const usageSchema = z.object({
  flags: z.array(z.object({ buckets: z.array(z.object({ variants: z.record(z.string(), z.int()) })) })),
})
const problemSchema = z.object({ code: z.string(), detail: z.optional(z.string()) })
const anything = z.unknown()

/** Clocks of caller and edge may differ by this and nothing is missed. */
const CLOCKS_DIFFER_MS = 600_000
const PAGE = 100

export function createManagement(config: VerifyConfig, signal: AbortSignal): Management {
  const project = `${config.originUrl}/api/v1/projects/${encodeURIComponent(config.project)}`
  const environment = `${project}/environments/${encodeURIComponent(config.environment)}`
  const ask = async <T>(
    schema: z.ZodMiniType<T>,
    call: Pick<Call, 'method' | 'url' | 'body' | 'ifMatch'>,
  ): Promise<T> => {
    const answer = await send({ ...call, key: config.managementKey, signal })
    const name = `${call.method} ${new URL(call.url).pathname}`
    if (answer.status >= 300) throw new Error(`${name} answered ${answer.status}${describeRefusal(answer)}`)
    const read = parseWith(schema, answer.json)
    if (read.ok) return read.value
    throw new Error(`${name} answered something else: ${describeProblems(read.problems)}`)
  }

  return {
    readEnvironmentId: async () => (await ask(environmentSchema, { method: 'GET', url: environment })).id,
    createFlag: async (flag) => {
      const body = { key: flag, type: 'boolean', description: 'made by verify:deployment' }
      await ask(anything, { method: 'POST', url: `${project}/flags`, body })
      const configuration = { enabled: true, offVariant: 'off', rules: [], defaultServe: { variant: 'off' } }
      const url = `${environment}/flags/${flag}`
      await ask(anything, { method: 'PUT', url, ifMatch: '*', body: configuration })
    },
    serve: async (flag, variant) => {
      const body = { defaultServe: { variant } }
      await ask(anything, { method: 'PATCH', url: `${environment}/flags/${flag}`, ifMatch: '*', body })
    },
    deleteFlag: async (flag) => {
      const url = `${project}/flags/${flag}`
      const { status, etag = '*' } = await send({ method: 'GET', url, key: config.managementKey, signal })
      if (status !== 404) await ask(anything, { method: 'DELETE', url, ifMatch: etag })
    },
    createServerKey: async (name) => {
      const order = { method: 'POST', url: `${environment}/keys`, body: { name, kind: 'srv' } }
      const { id, key } = await ask(createdKeySchema, order)
      return { id, text: key }
    },
    listLiveKeys: async (name) => {
      const { items } = await ask(keysSchema, { method: 'GET', url: `${environment}/keys?limit=${PAGE}` })
      return items.filter((key) => key.name === name && key.revokedAt === null).map(({ id }) => id)
    },
    revokeKey: async (id) => void (await ask(anything, { method: 'DELETE', url: `${environment}/keys/${id}` })),
    readLocations: async () =>
      (await ask(propagationSchema, { method: 'GET', url: `${environment}/propagation` })).locations,
    countDecisions: async (flag, sinceMs) => {
      const range = `from=${sinceMs - CLOCKS_DIFFER_MS}&to=${Date.now() + CLOCKS_DIFFER_MS}`
      const { flags } = await ask(usageSchema, { method: 'GET', url: `${environment}/usage?flag=${flag}&${range}` })
      const counts = flags.flatMap(({ buckets }) => buckets.flatMap(({ variants }) => Object.values(variants)))
      return counts.reduce((all, one) => all + one, 0)
    },
  }
}

function describeRefusal({ json }: Answer): string {
  const problem = parseWith(problemSchema, json)
  if (!problem.ok) return ''
  const { code, detail } = problem.value
  return detail === undefined ? `: ${code}` : `: ${code}, ${detail}`
}
