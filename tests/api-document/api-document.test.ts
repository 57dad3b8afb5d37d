import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../local/stack/service-process.ts'
import { call } from '../harness/http.ts'
import { type DocumentedOrigin, startDocumentedOrigin } from './documented-origin.ts'
import { problemsOfOutcome } from './problems-of-outcome.ts'
import { readCommands } from './read-commands.ts'
import { type Outcome, runCommands } from './run-commands.ts'

interface OpenApi {
  readonly servers: readonly [{ readonly url: string }]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Every operation as a pattern of `METHOD path`. */
function operationsOf({ servers: [{ url }], paths }: OpenApi): readonly RegExp[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => new RegExp(`^${method.toUpperCase()} ${url}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    ),
  )
}

describe('docs/api.md', () => {
  let origin: DocumentedOrigin
  let outcomes: readonly Outcome[]
  beforeAll(async () => {
    origin = await startDocumentedOrigin()
    outcomes = await runCommands(readCommands(readFileSync(join(ROOT, 'docs/api.md'), 'utf8')), origin.environment)
  })
  afterAll(() => origin.close())

  it('has commands that are answered as it says, one after the other', () => {
    expect(outcomes.flatMap(problemsOfOutcome)).toEqual([])
  })

  it('has a command for every operation of the management API', async () => {
    const operations = operationsOf((await call(`${origin.url}/openapi.json`)).body as OpenApi)
    const asked = outcomes.flatMap(({ requests }) =>
      requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    )
    expect(operations.length).toBeGreaterThan(0)
    expect(operations.filter((operation) => !asked.some((request) => operation.test(request)))).toEqual([])
  })
})
