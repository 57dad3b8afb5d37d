import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { environments } from '../db/schema/environments.ts'
import { createThreadedBuilder } from './threaded-builder.ts'

describe('a building thread', () => {
  let directory: string
  let file: string
  let open: OpenDatabase
  let environmentId: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'thread-'))
    file = join(directory, 'origin.sqlite')
    open = openDatabase(file)
    environmentId = open.database.select().from(environments).get()?.id ?? ''
  })
  afterEach(() => {
    open.close()
    rmSync(directory, { recursive: true })
  })

  it('that dies fails what it was building, and is followed by another one', async () => {
    const builder = createThreadedBuilder(file)
    await builder.build(environmentId)
    const lost = builder.build(environmentId)
    await builder.close()
    await expect(lost).rejects.toThrow('the building thread ended')
    expect(await builder.build(environmentId)).toMatchObject({ version: 1, result: { ok: true } })
    await builder.close()
  })

  it('that cannot open its database says so to whoever waits, and tries again for the next', async () => {
    const later = join(directory, 'later.sqlite')
    const builder = createThreadedBuilder(later)
    await expect(builder.build(environmentId)).rejects.toThrow('unable to open database file')
    const other = openDatabase(later)
    const { id = '' } = other.database.select().from(environments).get() ?? {}
    expect(await builder.build(id)).toMatchObject({ result: { ok: true } })
    await builder.close()
    other.close()
  })
})
