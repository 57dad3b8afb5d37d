import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { ROOT } from '../../local/stack/service-process.ts'
import type { DocumentedCommand } from './read-commands.ts'

export interface Request {
  readonly method: string
  readonly url: string
  readonly status: number
}

/** What came of a command. */
export interface Outcome {
  readonly command: DocumentedCommand
  readonly requests: readonly Request[]
  readonly output: string
  /** Why it failed, where it did. */
  readonly complaint: string | undefined
}

/** Behind what each command says, on both ways; then its exit code, on the way of complaints. */
const [SEPARATOR, IN_BASH] = ['\u001E', String.raw`\036`]
const SEPARATE = `printf '${IN_BASH}%s${IN_BASH}' $? >&2; printf '${IN_BASH}'`
/** Every curl tells what it asked for and what it was answered; a variable that was never set ends the script. */
const PRELUDE = String.raw`set -u -o pipefail
curl() { command curl --max-time 20 -w '%{stderr}asked %{http_code} %{method} %{url_effective}\n' "$@"; }`

/** Runs the commands in one bash, as somebody would who pastes them one after the other. */
export async function runCommands(
  commands: readonly DocumentedCommand[],
  environment: Readonly<Record<string, string>>,
): Promise<readonly Outcome[]> {
  const script = commands.map((command) => `${command.text}\n${SEPARATE}\n`).join('')
  const child = spawn('bash', ['-s'], { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', ...environment } })
  child.stdin.end(`${PRELUDE}\n${script}`)
  const [output, told] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [outputs, tellings] = [output.split(SEPARATOR), told.split(SEPARATOR)]
  return commands.map((command, i) => {
    const [telling = '', exitCode = 'none'] = tellings.slice(2 * i, 2 * i + 2)
    return { command, output: outputs[i] ?? '', ...heard(telling, exitCode) }
  })
}

function heard(telling: string, exitCode: string): Pick<Outcome, 'requests' | 'complaint'> {
  const lines = telling.split('\n')
  const said = lines.filter((line) => !line.startsWith('asked ')).join('\n')
  return {
    requests: lines.filter((line) => line.startsWith('asked ')).map(requestOf),
    complaint: exitCode === '0' ? undefined : `exit code ${exitCode}: ${said}`,
  }
}

function requestOf(line: string): Request {
  const [, status = '', method = '', url = ''] = line.split(' ')
  return { status: Number(status), method, url }
}
