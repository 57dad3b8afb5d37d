import type { Load } from './load.ts'
import { type Call, loadOf } from './calls.ts'
import { startOurs } from './ours.ts'
import { type WorkerOptions, startWorker } from './start-worker.ts'

export const OURS = 'togglemaster'
export const LIMIT = 'limit'

/** In the order of the tables. */
const TITLES: Readonly<Record<string, string>> = {
  constant: 'bare constant',
  hono: 'hono, constant',
  [LIMIT]: 'hono, JSON body, constant: **the limit**',
  'by-hand': 'hono, JSON body, decisions by hand',
  growthbook: 'GrowthBook, payload embedded',
  launchdarkly: 'LaunchDarkly, on KV',
  [OURS]: 'ToggleMaster, all it does',
}

export const CONTENDER_NAMES: readonly string[] = Object.keys(TITLES)

export function titleOf(name: string): string {
  return TITLES[name] ?? name
}

/** A Worker that takes part, running. */
export interface Contender {
  readonly loads: Readonly<Partial<Record<Call, Load>>>
  /** Value by flag key in an answer to `all`. */
  readonly valuesOf: (body: unknown) => Readonly<Record<string, unknown>>
  /** Throws when something that it does besides answering was not done for that many decisions. */
  readonly verify?: (decisions: number) => Promise<void>
  close(): Promise<void>
}

interface Peer extends WorkerOptions {
  readonly calls: readonly Call[]
  readonly valuesOf?: Contender['valuesOf']
}

/** Documents of the peers come from adapters that read their own folder: loaded only when they are installed. */
async function documentOf(adapter: 'growthbook' | 'launchdarkly'): Promise<string> {
  const module = (await import(new URL(`../peers/${adapter}.mjs`, import.meta.url).href)) as PeerAdapter
  const keys = (await import(new URL('../peers/engine-of.mjs', import.meta.url).href)) as { WORKLOAD_KEYS: unknown }
  return new TextDecoder().decode(module.document(keys.WORKLOAD_KEYS))
}

interface PeerAdapter {
  readonly document: (keys: unknown) => Uint8Array
}

const NPER_VAR = { NPER: process.env['NPER'] ?? '' }
const BOTH: readonly Call[] = ['one', 'all']

const PEERS: Readonly<Record<string, () => Peer | Promise<Peer>>> = {
  constant: () => ({ entry: 'peers/workers/constant.mjs', calls: ['one'] }),
  hono: () => ({ entry: 'peers/workers/hono-constant.mjs', calls: ['one'] }),
  [LIMIT]: () => ({ entry: 'limit-worker.js', calls: ['one'] }),
  'by-hand': () => ({ entry: 'peers/workers/by-hand.mjs', calls: BOTH, vars: NPER_VAR }),
  growthbook: async () => ({
    entry: 'peers/workers/growthbook.mjs',
    calls: BOTH,
    vars: { PAYLOAD: await documentOf('growthbook') },
  }),
  launchdarkly: async () => ({
    entry: 'peers/workers/launchdarkly.mjs',
    calls: BOTH,
    kv: { 'LD-Env-benchmark': await documentOf('launchdarkly') },
    valuesOf: (body) => body as Readonly<Record<string, unknown>>,
  }),
}

export async function startContender(name: string): Promise<Contender> {
  if (name === OURS) return { ...(await startOurs()), valuesOf: ofrepValues }
  const peer = await PEERS[name]?.()
  if (peer === undefined) throw new Error(`nobody is called ${name}`)
  const worker = await startWorker(peer)
  const load = (path: string) => loadOf(`${worker.url}${path}`, 'none')
  return {
    loads: { one: load('/'), ...(peer.calls.includes('all') ? { all: load('/all') } : {}) },
    valuesOf: peer.valuesOf ?? ofrepValues,
    close: () => worker.close(),
  }
}

function ofrepValues(body: unknown): Readonly<Record<string, unknown>> {
  const { flags } = body as { flags: readonly { key: string; value: unknown }[] }
  return Object.fromEntries(flags.map(({ key, value }) => [key, value]))
}
