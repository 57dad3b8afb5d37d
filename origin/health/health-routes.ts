import type { Express } from 'express'
import type { Registry } from 'prom-client'
import type { Database } from '../db/open-database.ts'
import type { Publisher } from '../publishing/publisher.ts'
import { isDatabaseUp, readReadiness } from './read-readiness.ts'

export interface HealthParts {
  readonly database: Database
  readonly publisher: Pick<Publisher, 'status'>
  readonly registry: Registry
}

/** For machines that watch: no key is needed, and nothing is said that a stranger could use. */
export function addHealthRoutes(app: Express, { database, publisher, registry }: HealthParts): void {
  app.get('/livez', (_request, response) => {
    response.json({ status: 'ok' })
  })

  app.get('/readyz', (_request, response) => {
    const readiness = readReadiness(database, publisher)
    response
      .status(readiness.status === 'ready' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(readiness)
  })

  // The seed's: it needs its store. Without Redis its routes work, and edges catch up later: `/readyz` says so.
  app.get('/health', (_request, response) => {
    const isUp = isDatabaseUp(database)
    response.status(isUp ? 200 : 503).json(isUp ? { status: 'ok' } : { error: 'Banco de dados indisponível' })
  })

  app.get('/metrics', async (_request, response) => {
    const text = await registry.metrics()
    response.type(registry.contentType).send(text)
  })
}
