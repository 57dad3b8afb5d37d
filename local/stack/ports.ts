import { once } from 'node:events'
import { createServer } from 'node:net'
import { findFreePort } from '../http/free-port.ts'

/** A port that somebody else holds, said in one sentence. */
class PortTaken extends Error {}

/**
 * Makes sure that a port can be had before anything starts.
 * @param port  0 takes a free one
 * @param variable  the setting that moves it, for the sentence
 * @throws PortTaken
 */
export async function claimPort(port: number, variable: string): Promise<number> {
  if (port === 0) return findFreePort()
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw new PortTaken(
      `Port ${port} cannot be had (${(error as NodeJS.ErrnoException).code}): stop the program that holds it, or choose another with ${variable} (0 takes a free one).`,
    )
  }
  probe.close()
  await once(probe, 'close')
  return port
}
