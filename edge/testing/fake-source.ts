import type { AccessTable, AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Attention, Head } from '../../shared/contracts/head.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { BODY_TIMEOUT_MS, type RulesetSource } from '../ruleset/ruleset-source.ts'
import { type Runtime, workerRuntime } from '../runtime.ts'
import { type Signer, accessTable, packRuleset } from './signing.ts'

/** `hang` ends with the time limit, as a client's does; `lose` never ends, as a promise whose request was cancelled. */
export type SourceFault = 'hang' | 'fail' | 'lose'

/** A source in memory, published to by the test, that fails as it is told. */
export interface FakeSource extends RulesetSource {
  readonly heads: Map<string, string>
  readonly tables: Map<string, string>
  /** By `bodyKey`. */
  readonly bodies: Map<string, string>
  fault: SourceFault | undefined
  bodyFault: SourceFault | undefined
  /** How long a check takes; beyond its time limit it fails. */
  delayMs: number
  /** Whether anything was ever published there. */
  isPublishedTo: boolean
  /** Environments of all checks, and bodies of all loads, in order. */
  readonly checks: string[]
  readonly loads: string[]
  /** What is issued, here and by the others, is issued so many milliseconds after the source was made. */
  publish(environment: string, version: number, flags: readonly Flag[], issuedAtMs?: number): Promise<void>
  /** Issues the head of an environment again, with this in it. */
  attend(environment: string, attention: Attention | null, issuedAtMs: number): Promise<void>
  grant(environment: string, version: number, keys: readonly AccessTableKey[], issuedAtMs?: number): Promise<void>
}

type FakeTime = Pick<Runtime, 'nowMs' | 'sleep'>

export function bodyKey(environment: string, version: number): string {
  return `${environment} ${version}`
}

/** @param runtime  whose time passes while the source is slow, or hangs */
export function createFakeSource(signer: Signer, runtime: FakeTime = workerRuntime): FakeSource {
  const heads = new Map<string, string>()
  const tables = new Map<string, string>()
  const bodies = new Map<string, string>()
  const published = new Map<string, Head>()
  const { sleep } = runtime
  const madeAtMs = runtime.nowMs()
  const source: FakeSource = {
    heads,
    tables,
    bodies,
    fault: undefined,
    bodyFault: undefined,
    delayMs: 0,
    isPublishedTo: true,
    checks: [],
    loads: [],
    readSigned: async (id, { timeoutMs, parts }) => {
      source.checks.push(id)
      const access = parts === 'all' ? tables.get(id) : undefined
      const texts = { head: heads.get(id), access, isPublishedTo: source.isPublishedTo }
      if (source.delayMs > 0) await sleep(Math.min(source.delayMs, timeoutMs))
      await suffer(source.delayMs > timeoutMs ? 'fail' : source.fault, () => sleep(timeoutMs))
      return texts
    },
    readBody: async (id, version) => {
      source.loads.push(bodyKey(id, version))
      await suffer(source.bodyFault, () => sleep(BODY_TIMEOUT_MS))
      return bodies.get(bodyKey(id, version))
    },
    publish: async (environment, version, flags, issuedAtMs = 0) => {
      const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
      const { body, head } = await packRuleset({ environment, version, settings, flags }, madeAtMs + issuedAtMs)
      bodies.set(bodyKey(environment, version), body)
      published.set(environment, head)
      heads.set(environment, await signer.sign(head))
    },
    attend: async (environment, attention, issuedAtMs) => {
      const head = published.get(environment)
      if (head === undefined) throw new Error('nothing was published')
      const again: Head = { ...head, attention, issuedAtMs: madeAtMs + issuedAtMs }
      heads.set(environment, await signer.sign(again))
    },
    grant: async (environment, version, keys, issuedAtMs = 0) => {
      const table: AccessTable = { ...accessTable(environment, version, keys), issuedAtMs: madeAtMs + issuedAtMs }
      tables.set(environment, await signer.sign(table))
    },
  }
  return source
}

async function suffer(fault: SourceFault | undefined, untilLate: () => Promise<void>): Promise<void> {
  await Promise.resolve()
  if (fault === 'lose') await new Promise(() => undefined)
  if (fault === 'hang') await untilLate()
  if (fault !== undefined) throw new Error(`the source is told to ${fault}`)
}
