import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseTaken, lockDatabase } from './lock-database.ts'
import { openDatabase } from './open-database.ts'

describe('one origin writes a database', () => {
  let directory: string
  let file: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lock-'))
    file = join(directory, 'origin.sqlite')
  })

  afterEach(() => {
    rmSync(directory, { recursive: true })
  })

  it('refuses a second one with a sentence that names the file', () => {
    const release = lockDatabase(file)
    expect(() => lockDatabase(file)).toThrow(DatabaseTaken)
    expect(() => openDatabase(file)).toThrow(`another origin writes ${file}`)
    release()
    openDatabase(file).close()
  })

  it('is free again when the first one died', () => {
    const module = new URL('lock-database.ts', import.meta.url).href
    const script = `import { lockDatabase } from '${module}'; lockDatabase('${file}'); process.kill(process.pid, 'SIGKILL')`
    const die = () => execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script])
    expect(die).toThrow('SIGKILL')
    lockDatabase(file)()
  })

  it('keeps databases in memory apart without a lock', () => {
    lockDatabase(':memory:')
    expect(() => lockDatabase(':memory:')).not.toThrow()
  })
})
