import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DirectoryTaken, lockDataDirectory } from './data-lock.ts'
import { ROOT } from './service-process.ts'

describe('the lock on a data directory', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'togglemaster-lock-'))
  })
  afterEach(() => {
    rmSync(directory, { recursive: true })
  })

  it('is had by one at a time, also by another name of the directory', () => {
    const release = lockDataDirectory(directory)
    const link = join(directory, 'link')
    symlinkSync(directory, link)
    expect(() => lockDataDirectory(link)).toThrow(DirectoryTaken)
    release()
    lockDataDirectory(link)()
  })

  it('names the directory and the variable that chooses another', () => {
    const release = lockDataDirectory(directory)
    expect(() => lockDataDirectory(directory)).toThrow(
      `${directory} is in use by another "npm run dev": stop that one, or choose another directory with TOGGLEMASTER_DATA_DIR.`,
    )
    release()
  })

  it('outlives a garbage collection and ends with its holder, also by SIGKILL', async () => {
    const script = `
      import { lockDataDirectory } from '${ROOT}local/stack/data-lock.ts'
      const release = lockDataDirectory(process.argv[1])
      globalThis.gc()
      console.log('held')
      setTimeout(release, 60_000)`
    const args = ['--expose-gc', '--import', 'tsx', '--input-type=module', '--eval', script, directory]
    const holder = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    expect(() => lockDataDirectory(directory)).toThrow(DirectoryTaken)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lockDataDirectory(directory)()
  })
})
