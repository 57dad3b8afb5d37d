import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** Two servers on one append-only file destroy it. */
const PORT_FILE = 'redis-server.port'
const ANSWERS_WITHIN_MS = 2000

/** Leaves word where this folder's server listens, for whoever has to clear up after a crash. */
export function rememberServer(dataDirectory: string, port: number): void {
  writeFileSync(join(dataDirectory, PORT_FILE), String(port))
}

/**
 * Stops the server that an earlier process left behind on this folder, having been killed before it could stop it.
 * Whoever else listens on the remembered port by now has another folder, and is left alone.
 */
export async function retireOrphan(dataDirectory: string): Promise<void> {
  const port = rememberedPort(dataDirectory)
  if (port === undefined) return
  const orphan = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWERS_WITHIN_MS,
    retryStrategy: () => null,
  })
  orphan.on('error', () => undefined)
  try {
    const [, directory] = await orphan.config('GET', 'dir')
    // Redis tells its folder with symbolic links followed.
    if (directory === realpathSync(dataDirectory)) await orphan.shutdown('NOSAVE')
  } catch {
    // Nobody listens, or it hung up as it was told to.
  } finally {
    orphan.disconnect()
  }
}

function rememberedPort(dataDirectory: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDirectory, PORT_FILE), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
