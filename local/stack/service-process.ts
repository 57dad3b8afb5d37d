import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface ServiceOptions {
  readonly name: string
  /** Node's own arguments, the script and the script's. */
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Everything the service prints. */
  readonly logFile: string
}

/** A service that runs as a process of its own, so that it can be stopped, killed and started again alone. */
export interface ServiceProcess {
  readonly name: string
  readonly pid: number | undefined
  readonly hasEnded: boolean
  /** Resolves when the process ends, however it ends. */
  readonly ended: Promise<ServiceEnd>
  /** SIGKILL, to the process and all that it started. */
  readonly kill: () => Promise<void>
  /** SIGTERM, and SIGKILL when that did not end it within ten seconds. */
  readonly stop: () => Promise<void>
}

export interface ServiceEnd {
  readonly name: string
  readonly exitCode: number | null
  readonly signal: string | null
  readonly lastLines: readonly string[]
}

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const LAST_LINES = 15
const STOP_WITHIN_MS = 10_000

const END_WITH_PARENT = new URL('end-with-parent.mjs', import.meta.url).href

/**
 * The child leads a process group of its own: Ctrl-C reaches only the parent, which stops the services in order. It ends
 * with the parent all the same, however that ends.
 */
export function startService({ name, args, environment, logFile }: ServiceOptions): ServiceProcess {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const hasEnded = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  const lastLines = keepLastLines(child, logFile)
  const ended = endOf(child).then(({ exitCode, signal }) => ({ name, exitCode, signal, lastLines }))
  /** Also after the child itself has ended: what it started may live on. */
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, signal)
    } catch {
      // Nothing of it is left.
    }
  }
  const killWithParent = (): void => signalGroup('SIGKILL')
  process.once('exit', killWithParent)
  return {
    name,
    pid: child.pid,
    get hasEnded() {
      return hasEnded()
    },
    ended,
    kill: async () => {
      signalGroup('SIGKILL')
      await ended
      process.off('exit', killWithParent)
    },
    stop: async () => {
      const timer = setTimeout(() => signalGroup('SIGKILL'), STOP_WITHIN_MS)
      signalGroup('SIGTERM')
      await ended
      clearTimeout(timer)
      signalGroup('SIGKILL')
      process.off('exit', killWithParent)
    },
  }
}

export interface ScriptOptions {
  readonly name: string
  /** A path below the project. */
  readonly script: string
  readonly dataDirectory: string
  readonly environment: Readonly<Record<string, string>>
}

/** Starts one of the project's own entry points; its output goes to `logs/<name>.log` in the data directory. */
export function startTypeScript({ name, script, dataDirectory, environment }: ScriptOptions): ServiceProcess {
  return startService({
    name,
    args: ['--import', import.meta.resolve('tsx'), join(ROOT, script)],
    environment,
    logFile: join(dataDirectory, 'logs', `${name}.log`),
  })
}

/** The caller's own settings must not leak into the services: only what a process needs to run is passed on. */
function inherited(): Record<string, string> {
  const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'LANG', 'SYSTEMROOT', 'NODE_EXTRA_CA_CERTS']
  return Object.fromEntries(
    passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

function keepLastLines(child: ChildProcess, logFile: string): readonly string[] {
  const lines: string[] = []
  const output = new PassThrough()
  child.stdout?.pipe(output, { end: false })
  child.stderr?.pipe(output, { end: false })
  child.once('close', () => output.end())
  output.pipe(createWriteStream(logFile, { flags: 'a' }))
  createInterface({ input: output }).on('line', (line) => {
    lines.push(line)
    if (lines.length > LAST_LINES) lines.shift()
  })
  return lines
}

async function endOf(child: ChildProcess): Promise<Pick<ServiceEnd, 'exitCode' | 'signal'>> {
  try {
    // Not `close`: what the child started may hold its pipes open for ever.
    const [exitCode, signal] = (await once(child, 'exit')) as [number | null, string | null]
    return { exitCode, signal }
  } catch {
    return { exitCode: null, signal: 'could not be started' }
  }
}
