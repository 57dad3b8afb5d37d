import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { findFreePort } from '../http/free-port.ts'
import { rememberServer, retireOrphan } from './retire-orphan.ts'

/** A private Redis, and the handles by which a test makes it suffer. */
export interface RedisServerProcess {
  /** The same for every process started here, so that clients find the next one. */
  readonly port: number
  /** undefined while no process runs. */
  readonly pid: number | undefined
  start(): void
  /** SIGKILL: as in a crash. What was acknowledged is in the append-only file. Resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGSTOP: connections stay open, nothing is answered. */
  freeze(): void
  thaw(): void
  /** SIGTERM, also to a frozen process. Resolves when the process is gone. */
  stop(): Promise<void>
}

export interface RedisServerOptions {
  readonly executable: string
  /** Holds the append-only file. */
  readonly dataDirectory: string
  /** The default is a free port. */
  readonly port?: number | undefined
}

/** Prepares a Redis on 127.0.0.1 that outlives neither `stop` nor this process; `start` starts it. */
export async function prepareRedisServer(options: RedisServerOptions): Promise<RedisServerProcess> {
  const port = options.port ?? (await findFreePort())
  mkdirSync(options.dataDirectory, { recursive: true })
  await retireOrphan(options.dataDirectory)
  let child: ChildProcess | undefined

  const stopWithParent = (): void => void child?.kill('SIGKILL')
  const endBy = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const ending = child
    if (!ending) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    // A frozen process would keep SIGTERM pending for ever.
    if (signal === 'SIGTERM') ending.kill('SIGCONT')
    await gone
  }

  return {
    port,
    get pid() {
      return child?.pid
    },
    start: () => {
      if (child) return
      const started = spawn(options.executable, serverArguments(port, options.dataDirectory), { stdio: 'ignore' })
      child = started
      rememberServer(options.dataDirectory, port)
      process.once('exit', stopWithParent)
      const forget = (): void => {
        child = undefined
        process.off('exit', stopWithParent)
      }
      started.once('exit', forget)
      started.once('error', forget)
    },
    kill: () => endBy('SIGKILL'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    stop: () => endBy('SIGTERM'),
  }
}

function serverArguments(port: number, dataDirectory: string): string[] {
  return ['--bind', '127.0.0.1', '--port', String(port), '--dir', dataDirectory, '--appendonly', 'yes']
}
