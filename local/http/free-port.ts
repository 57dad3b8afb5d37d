import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to outgoing connections, of which one would often take it in the moment between. */
const FROM = 12_000
const BELOW = 30_000

/** A port of 127.0.0.1 for a process that cannot choose one itself. Somebody else may take it first: then it says so. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, BELOW)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  }
  probe.close()
  await once(probe, 'close')
  return true
}
