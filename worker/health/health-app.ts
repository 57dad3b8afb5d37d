import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Registry } from 'prom-client'
import type { Readiness } from './readiness.ts'

export interface HealthAppOptions {
  readonly readiness: () => Promise<Readiness>
  readonly registry: Registry
  readonly onError: (error: unknown) => void
}

/** What an operator asks the worker; `/health` answers as the seed's did. */
export function createHealthApp({ readiness, registry, onError }: HealthAppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.get('/livez', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const { isReady, checks } = await readiness()
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks })
  })
  app.get('/health', async (_request, response) => {
    const { isReady } = await readiness()
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable' })
  })
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics())
  })
  app.use((_request, response) => {
    response.status(404).json({ error: 'not found' })
  })
  app.use(createErrorHandler(onError))
  return app
}

/** Express knows an error handler by its four parameters. */
function createErrorHandler(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    onError(error)
    response.status(500).json({ error: 'internal error' })
  }
}
