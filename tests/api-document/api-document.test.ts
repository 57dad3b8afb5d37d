import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../local/stack/service-process.ts'
import { call } from '../harness/http.ts'
import { ADDED, problemsOfWidening } from './added-properties.ts'
import { type DocumentOperation, type OpenApi, documentOperations } from './document-operations.ts'
import { type DocumentedOrigin, startDocumentedOrigin } from './documented-origin.ts'
import { problemsOfOutcome } from './problems-of-outcome.ts'
import { readCommands } from './read-commands.ts'
import { type Outcome, runCommands } from './run-commands.ts'
import { secretsIn } from './secrets-in.ts'
import { storedRows, storedText } from './stored-rows.ts'
import { type WideningFront, startWideningFront } from './widening-front.ts'

describe('docs/api.md', () => {
  const lines: string[] = []
  let origin: DocumentedOrigin
  let reader: Sqlite.Database
  let front: WideningFront
  let operations: readonly DocumentOperation[]
  let outcomes: readonly Outcome[]
  beforeAll(async () => {
    origin = await startDocumentedOrigin((line) => void lines.push(line))
    reader = new Sqlite(origin.databaseFile, { readonly: true })
    operations = documentOperations((await call(`${origin.url}/openapi.json`)).body as OpenApi)
    const operationOf = (method: string, path: string) =>
      operations.find(({ takesBody, pattern }) => takesBody && pattern.test(`${method} ${path}`))?.id
    const behind = { url: origin.url, operationOf, fingerprint: () => storedRows(reader) }
    front = await startWideningFront(behind, ADDED)
    const commands = readCommands(readFileSync(join(ROOT, 'docs/api.md'), 'utf8'))
    outcomes = await runCommands(commands, { ...origin.environment, ORIGIN: front.url })
  }, 240_000)
  afterAll(async () => {
    await front.close()
    reader.close()
    await origin.close()
  })

  it('has commands that are answered as it says, one after the other', () => {
    expect(outcomes.flatMap(problemsOfOutcome)).toEqual([])
  })

  it('has a command for every operation of the management API', () => {
    const asked = outcomes.flatMap(({ requests }) =>
      requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    )
    expect(operations.length).toBeGreaterThan(0)
    const missing = operations.filter(({ pattern }) => !asked.some((request) => pattern.test(request)))
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  describe('with properties in its bodies that are not for callers to set', () => {
    it('is tried at every operation that takes a body, and deeper than at its root', () => {
      const tried = new Set(front.widenings().map(({ operation }) => operation))
      const taking = operations.filter(({ takesBody }) => takesBody).map(({ id }) => id)
      expect(taking.length).toBeGreaterThan(30)
      expect(taking.filter((id) => !tried.has(id))).toEqual([])
      expect(front.widenings().filter(({ pointer }) => pointer !== '').length).toBeGreaterThan(20)
    })

    it('is refused with the pointer of each of them, at whatever object they stand, and nothing changes', () => {
      expect(front.widenings().flatMap(problemsOfWidening)).toEqual([])
    })
  })

  it('leaves no secret in logs, refusals, the audit or whatever else is stored', () => {
    const { KEY = '', AUDIT_KEY = '' } = origin.environment
    const shown = secretsIn(front.said().join('\n'))
    const kinds = [/^tm_srv_/, /^tm_adm_/, /^whsec_/, /^six purple anchors drift$/]
    expect(kinds.filter((kind) => !shown.some((secret) => kind.test(secret)))).toEqual([])
    expect(lines.length).toBeGreaterThan(100)
    const texts = { logs: lines.join('\n'), refusals: front.refusals().join('\n'), stored: storedText(reader) }
    const found = Object.entries(texts).flatMap(([where, text]) =>
      [...shown, KEY, AUDIT_KEY].filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret}`),
    )
    expect(found).toEqual([])
  })
})
