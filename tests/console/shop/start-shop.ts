import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'vite'

/** A server of one page on OpenFeature's official web SDK, at an origin of its own. */
export interface Shop {
  /** Of the page that shows a flag. */
  readonly pageOf: (asked: Asked) => string
  readonly stop: () => Promise<void>
}

export interface Asked {
  readonly edge: string
  /** A client key. */
  readonly key: string
  readonly flag: string
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Shop</title><body><script type="module" src="/page.js"></script>'

export async function startShop(): Promise<Shop> {
  const script = await bundlePage()
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : PAGE)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    pageOf: (asked) => `http://127.0.0.1:${port}/?${new URLSearchParams({ ...asked })}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

class NoScript extends Error {}

async function bundlePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: 'tests/console/shop/page.ts', formats: ['es'] },
    },
  })
  for (const { output } of 'close' in built ? [] : [built].flat()) {
    for (const chunk of output) if (chunk.type === 'chunk') return chunk.code
  }
  throw new NoScript('nothing was built')
}
