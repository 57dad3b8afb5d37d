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
  /** SIGTERM, as an operator would; gives the exit code. */
  readonly stop: () => Promise<number | null>
}

/** Starts the stack the way a new user does, on free ports and in a directory of its own. */
export async function startDev(dataDirectory = mkdtempSync(join(tmpdir(), 'togglemaster-'))): Promise<DevProcess> {
  const child = spawn('npm', ['run', '--silent', 'dev', '--', '--json'], {
    cwd: ROOT,
    env: { ...process.env, TOGGLEMASTER_DATA_DIR: dataDirectory, ORIGIN_PORT: '0', EDGE_PORT: '0', WORKER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  const progress: string[] = []
  child.stderr.on('data', (chunk: Buffer) => progress.push(chunk.toString()))
  const lines: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  const first = once(output, 'line') as Promise<[string]>
  const [line] = await Promise.race([first, ended.then(() => [undefined] as const)])
  if (line === undefined) throw new Error(`npm run dev ended early:\n${progress.join('')}`)
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM')
    const [exitCode] = await ended
    return exitCode
  }
  return { report: JSON.parse(line) as DevReport, dataDirectory, lines, child, stop }
}
