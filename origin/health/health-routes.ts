import type { Express } from 'express'
import type { Registry } from 'prom-client'
import { type ReadinessParts, isDatabaseUp, readReadiness } from './read-readiness.ts'

export interface HealthParts extends ReadinessParts {
  readonly registry: Registry
}

/** For machines that watch: no key is needed, and nothing is said that a stranger could use. */
export function addHealthRoutes(app: Express, { registry, ...parts }: HealthParts): void {
  app.get('/livez', (_request, response) => {
    response.json({ status: 'ok' })
  })

  app.get('/readyz', (_request, response) => {
    const readiness = readReadiness(parts)
    response
      .status(readiness.status === 'ready' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(readiness)
  })

  // The seed's: it needs its store. Without Redis its routes work, and edges catch up later: `/readyz` says so.
  app.get('/health', (_request, response) => {
    const isUp = isDatabaseUp(parts.database)
    response.status(isUp ? 200 : 503).json(isUp ? { status: 'ok' } : { error: 'Banco de dados indisponível' })
  })

  app.get('/metrics', async (_request, response) => {
    const text = await registry.metrics()
    response.type(registry.contentType).send(text)
  })
}
