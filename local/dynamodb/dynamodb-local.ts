import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findFreePort } from '../http/free-port.ts'

export interface DynamoDbLocalOptions {
  /** Must be ignored by git: the licence forbids to pass the program on. */
  readonly cacheDirectory?: string
}

export interface DynamoDbLocal {
  readonly endpoint: string
  close(): Promise<void>
}

/** The npm package that carries Amazon's program. */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30'
const READY_WITHIN_MS = 30_000
const run = promisify(execFile)

/**
 * Starts Amazon's own DynamoDB Local, in memory, to check our stand-in against it. Needs `java` 17 or newer, and at the
 * first time the npm registry.
 */
export async function startDynamoDbLocal({
  cacheDirectory = '.cache',
}: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
  const directory = await obtainProgram(cacheDirectory)
  const port = await findFreePort()
  const library = `-Djava.library.path=${join(directory, 'DynamoDBLocal_lib')}`
  const program = ['-jar', join(directory, 'DynamoDBLocal.jar')]
  const child = spawn('java', [library, ...program, '-inMemory', '-sharedDb', '-port', String(port)], {
    stdio: 'ignore',
    // It writes a file of its own into its working directory.
    cwd: directory,
  })
  const stopWithParent = (): void => void child.kill('SIGKILL')
  process.once('exit', stopWithParent)
  await Promise.race([untilReady(`http://127.0.0.1:${port}`), failureOf(child)])

  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      process.off('exit', stopWithParent)
      const gone = once(child, 'exit')
      if (child.kill('SIGKILL')) await gone
    },
  }
}

/** @returns the folder with the jar; downloaded once, and put in place whole */
async function obtainProgram(cacheDirectory: string): Promise<string> {
  const place = resolve(cacheDirectory, PACKAGE)
  if (!existsSync(place)) {
    mkdirSync(cacheDirectory, { recursive: true })
    const scratch = mkdtempSync(join(cacheDirectory, 'unpack-'))
    const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', scratch])
    await run('tar', ['-xzf', join(scratch, stdout.trim()), '-C', scratch])
    putInPlace(join(scratch, 'package'), place)
    rmSync(scratch, { recursive: true })
  }
  return join(place, 'emulator')
}

/** Several processes may have fetched it at once: the first one's stays. */
function putInPlace(unpacked: string, place: string): void {
  try {
    renameSync(unpacked, place)
  } catch (cause) {
    if (!existsSync(place)) throw cause
  }
}

async function untilReady(endpoint: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  // Any answer will do; without a signature it is a refusal.
  while (!(await fetch(endpoint).catch(() => undefined))) {
    if (performance.now() > deadline) throw new Error('DynamoDB Local does not answer')
    await sleep(100)
  }
}

async function failureOf(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`DynamoDB Local ended with code ${code}`)
}
