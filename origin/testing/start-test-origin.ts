import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { type Logger, pino } from 'pino'
import { DAILY_BUDGET_MS, createAttentionBook } from '../attention/attention-book.ts'
import { createOrigin } from '../app.ts'
import { createRulesetBuilder } from '../building/ruleset-builder.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { createRulesetIssuer } from '../edges/ruleset-issuer.ts'
import { createMetrics } from '../http/metrics.ts'
import { serve } from '../http/serve.ts'
import { drawId } from '../identities/draw-id.ts'
import { createKeyUseBook } from '../access/key-use-book.ts'
import type { UnknownFlagReader } from '../insights/read-unknown-flags.ts'
import type { UsageReader } from '../insights/read-usage.ts'
import { apiOperations } from '../operations/api-operations.ts'
import { createReportBook } from '../propagation/report-book.ts'
import { createPublishingRepository } from '../publishing/publishing-repository.ts'
import { type Signer, createSigner } from '../publishing/signer.ts'
import type { SsoSettings } from '../sso/sso-settings.ts'
import { createDocumentCheck } from './check-documented.ts'
import { type FakePublisher, createFakePublisher } from './fake-publisher.ts'

export const AUDIT_KEY = 'aQ7-fW3_zB9.kM5~tE1+xC8/hL4=vN2s'
export const MASTER_KEY = 'mK9-vT2_xQ7.bN4~hR8+wZ5/jL3=pD6s'
export const EDGE_TOKEN = 'eT3-qW8_zR5.kJ2~vB7+nM4/xC9=hF6d'

export interface TestOrigin {
  readonly app: Express
  readonly url: string
  readonly open: OpenDatabase
  readonly publisher: FakePublisher
  readonly signer: Signer
  /** Moves the origin's clock. */
  readonly passMs: (ms: number) => void
  readonly nowMs: () => number
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  readonly close: () => Promise<void>
}

export interface CallOptions {
  /** Goes behind `Bearer`; the master key unless said otherwise, none for `null`. */
  readonly key?: string | null
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** `undefined` when the text is not JSON. */
  readonly json: unknown
}

export interface TestParts {
  readonly usage?: UsageReader
  readonly unknownFlags?: UnknownFlagReader
  readonly logger?: Logger
  readonly file?: string
  /** `EDGE_TOKEN` unless said otherwise. */
  readonly edgeToken?: string | undefined
  /** One, unless said otherwise. */
  readonly trustedProxies?: number
  readonly requestsPerMinute?: number
  readonly sso?: SsoSettings
}

/** A real origin over real HTTP and a real SQLite; Redis and DynamoDB are played. */
export async function startTestOrigin(parts: TestParts = {}): Promise<TestOrigin> {
  const open = openDatabase(parts.file ?? ':memory:')
  const publisher = createFakePublisher()
  let nowMs = Date.UTC(2026, 10, 24, 2, 34, 14)
  const metrics = createMetrics()
  metrics.watch(publisher)
  const auditChain = createAuditChain(AUDIT_KEY)
  const state = { database: open.database, publisher, clock: () => nowMs, randomBytes, auditChain }
  const keyUses = createKeyUseBook({ database: open.database, onProblem })
  const faculties = {
    keyUses,
    usage: parts.usage ?? { readUsage: () => Promise.resolve({ flags: [], dropped: 0 }) },
    unknownFlags: parts.unknownFlags ?? { readUnknownFlags: () => Promise.resolve([]) },
    attention: createAttentionBook({ clock: state.clock, dailyBudgetMs: DAILY_BUDGET_MS }),
    reports: createReportBook({ ...state, keyUses, registry: metrics.registry, onProblem }),
  }
  const repository = createPublishingRepository(open.database)
  const signer = await createSigner(makeSigningKey())
  const issuer = { ...state, ...faculties, repository, builder: createRulesetBuilder(repository), signer }
  const settings = {
    edgeUrl: undefined,
    edgeToken: 'edgeToken' in parts ? parts.edgeToken : EDGE_TOKEN,
    trustedProxies: parts.trustedProxies ?? 1,
    requestsPerMinute: parts.requestsPerMinute ?? 1_000_000,
    sso: parts.sso,
  }
  const app = createOrigin({
    ...settings,
    // Whether a console was built on this machine makes no difference to a test.
    consoleFolder: join(tmpdir(), 'togglemaster-no-console'),
    ...state,
    ...faculties,
    rulesets: createRulesetIssuer(issuer),
    logger: parts.logger ?? pino({ level: 'silent' }),
    metrics,
    masterKey: MASTER_KEY,
  })
  const context = { ...state, commit: createCommitChange(state), drawId: () => drawId(randomBytes) }
  const checkDocumented = createDocumentCheck(
    apiOperations(context, { ...faculties, ...settings, publisher, publisherStatus: publisher.status, randomBytes }),
  )
  const listening = await serve(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${listening.port}`
  return {
    app,
    url,
    open,
    publisher,
    signer,
    passMs: (ms) => void (nowMs += ms),
    nowMs: () => nowMs,
    call: async (method, path, options) => {
      const answer = await call(url + path, method, options)
      checkDocumented({ method, path, ...answer })
      return answer
    },
    close: async () => {
      await listening.close(0)
      faculties.reports.flush()
      keyUses.flush()
      open.close()
    },
  }
}

function makeSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

function onProblem(problem: string, cause: unknown): never {
  throw new Error(problem, { cause })
}

async function call(url: string, method: string, options: CallOptions = {}): Promise<Answer> {
  const { key = MASTER_KEY, body } = options
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: jsonOrUndefined(text) }
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
