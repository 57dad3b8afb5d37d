import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Express, type RequestHandler, type Response, Router } from 'express'
import { contentSecurityPolicy } from 'helmet'
import sirv from 'sirv'

/** Where `npm run build:console` puts what browsers load. */
const BUILT = fileURLToPath(new URL('../../dist/console', import.meta.url))
const A_YEAR_SECONDS = 31_536_000
const NONCE_BYTES = 16
const NOT_BUILT = 'The console is not built: npm run build:console.\n'

export interface ConsoleOptions {
  /** An origin; `undefined` where nobody said where the edge is. */
  readonly edgeUrl: string | undefined
  /** Where what was built lies. */
  readonly folder?: string | undefined
}

/**
 * The web console: files that never change under names that say their content, and one page for every other address.
 */
export function addConsoleRoutes(app: Express, { edgeUrl, folder = BUILT }: ConsoleOptions): void {
  const router = Router({ strict: true })
  const built = createBuilt(folder)
  router.use('/assets', (request, response, next) => {
    request.url = `/assets${request.url}`
    const files = built.files()
    if (files === undefined) next('router')
    else files(request, response, () => next('router'))
  })
  router.get('/{*address}', drawNonce, policy, (_request, response) => {
    const page = built.page()
    response.set('Cache-Control', 'no-cache')
    if (page === undefined) response.status(503).type('text').send(NOT_BUILT)
    else response.type('html').send(page.replace('%NONCE%', nonceOf(response)).replace('%EDGE_URL%', edgeUrl ?? ''))
  })
  app.use('/console', router)
}

interface Built {
  /** `undefined` where nothing was built. */
  readonly page: () => string | undefined
  readonly files: () => ReturnType<typeof sirv> | undefined
}

/** `sirv` looks once at what there is; another page means that there is something else now. */
function createBuilt(folder: string): Built {
  const file = join(folder, 'index.html')
  const read = (): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
  // It throws where there is no folder.
  const look = () =>
    seen === undefined ? undefined : sirv(folder, { brotli: true, gzip: true, immutable: true, maxAge: A_YEAR_SECONDS })
  let seen = read()
  let files = look()
  return {
    page: () => {
      const page = read()
      if (page === seen) return page
      seen = page
      files = look()
      return page
    },
    files: () => files,
  }
}

/** Drawn for one answer: only what the page itself was given may write styles. */
const drawNonce: RequestHandler = (_request, response, next) => {
  response.locals['nonce'] = randomBytes(NONCE_BYTES).toString('base64')
  next()
}

const policy = contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    // The component library writes what depends on sizes into <style>; scripts come from files alone.
    styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
})

function nonceOf(response: Response): string {
  return String(response.locals['nonce'])
}
