import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../local/stack/service-process.ts'

/** What `npm run dev -- --json` says when all is ready. */
export interface DevReport {
  readonly origin: string
  readonly edge: string
  readonly worker: string
  readonly project: string
  readonly environment: string
  readonly masterKey: string
  readonly keys: { readonly admin: string; readonly server: string; readonly client: string }
}

export interface DevProcess {
  readonly report: DevReport
  readonly dataDirectory: string
  /** Lines on standard output so far. */
  readonly lines: readonly string[]
  readonly child: ChildProcess
  /** The exit code, when it ends by itself. */
  readonly ended: Promise<number | null>
  /** What it has said to people so far. */
  readonly said: () => string
  /** SIGTERM, as an operator would; gives the exit code. */
  readonly stop: () => Promise<number | null>
}

/** A start that ended before all was ready. */
export class DevEndedEarly extends Error {
  readonly exitCode: number | null
  /** What it said on standard error. */
  readonly output: string

  constructor(exitCode: number | null, output: string) {
    super(`npm run dev ended early:\n${output}`)
    this.exitCode = exitCode
    this.output = output
  }
}

const NPM = ['npm', 'run', '--silent', 'dev', '--', '--json'] as const

export function newDataDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'togglemaster-'))
}

/**
 * Starts the stack the way a new user does, on free ports and in a directory of its own.
 * @throws DevEndedEarly
 */
export async function startDev(dataDirectory = newDataDirectory()): Promise<DevProcess> {
  return startCommand(NPM, dataDirectory)
}

/** What a person sees: everything on standard output up to the last line of the table. */
export async function startDevForPerson(dataDirectory: string): Promise<Omit<DevProcess, 'report'>> {
  return spawnDev(['npm', 'run', '--silent', 'dev'], dataDirectory, isEndOfTable)
}

/** The same without npm before it, so that `child` is the process that holds everything and can be killed. */
export async function startDevAlone(dataDirectory: string): Promise<Omit<DevProcess, 'report'>> {
  return spawnDev([process.execPath, '--import', 'tsx', 'local/dev.ts'], dataDirectory, isEndOfTable)
}

function isEndOfTable(line: string): boolean {
  return line.includes('targetingKey')
}

async function startCommand(command: readonly [string, ...string[]], dataDirectory: string): Promise<DevProcess> {
  const dev = await spawnDev(command, dataDirectory, () => true)
  return { ...dev, report: JSON.parse(dev.lines[0] ?? '') as DevReport }
}

async function spawnDev(
  [executable, ...args]: readonly [string, ...string[]],
  dataDirectory: string,
  isLast: (line: string) => boolean,
): Promise<Omit<DevProcess, 'report'>> {
  const child = spawn(executable, args, {
    cwd: ROOT,
    env: { ...process.env, TOGGLEMASTER_DATA_DIR: dataDirectory, ORIGIN_PORT: '0', EDGE_PORT: '0', WORKER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  const progress: string[] = []
  child.stderr.on('data', (chunk: Buffer) => progress.push(chunk.toString()))
  const lines: string[] = []
  const isReady = new Promise<true>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      if (isLast(line)) resolve(true)
    })
  })
  const end = await Promise.race([isReady, ended])
  if (end !== true) throw new DevEndedEarly(end[0], progress.join(''))
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM')
    const [exitCode] = await ended
    return exitCode
  }
  const said = (): string => progress.join('')
  return { dataDirectory, lines, child, ended: ended.then(([exitCode]) => exitCode), said, stop }
}
