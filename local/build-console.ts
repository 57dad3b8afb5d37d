import { spawn } from 'node:child_process'
import { ROOT } from './stack/service-process.ts'

class BuildFailed extends Error {}

/**
 * Builds the console, when its sources changed since the last time; in a process of its own, which does not hold up the
 * others that start.
 * @throws BuildFailed with what the build said
 */
export async function buildConsole(): Promise<void> {
  const args = ['--import', 'tsx', 'origin/console/build/main.ts']
  // A test runner says `test`, by which React would be built with all its warnings.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new BuildFailed(`The console was not built:\n${said}`)
}
