import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSecrets } from '../../local/stack/secrets.ts'
import { eventually } from '../harness/eventually.ts'
import type { Answer } from '../harness/http.ts'
import { type TestStack, configure, createFlag, startTestStack } from '../harness/stack.ts'

const run = promisify(execFile)

describe('a database that was destroyed', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack()
  })
  afterAll(() => stack.stop())

  const command = (script: string, ...args: string[]) => {
    const { masterKey, auditKey, signingKey } = loadSecrets(stack.dataDirectory)
    const secrets = { MASTER_KEY: masterKey, AUDIT_KEY: auditKey, SIGNING_KEY: signingKey }
    const env = { ...process.env, ...stack.cloud.environment, ...secrets, DATABASE_FILE: file() }
    return run(process.execPath, ['--import', 'tsx', script, ...args], { env })
  }
  const file = () => join(stack.dataDirectory, 'origin.sqlite')
  const ask = () => stack.evaluate('kept', { targetingKey: 'ana' })
  const valueBecomes = async (value: boolean) => {
    const accept = ({ text }: Answer) => text.includes(`"value":${value}`)
    return (await eventually(ask, accept, 15_000)).body
  }
  const versionAtEdge = async () => Number((await ask()).headers.get('x-togglemaster-version'))

  it('comes back from a backup, and no edge goes back', async () => {
    const backup = join(stack.dataDirectory, 'backup.sqlite')
    await createFlag(stack, { key: 'kept', type: 'boolean' }, { enabled: true })
    await command('origin/backup.ts', backup)
    await configure(stack, 'kept', { enabled: false })
    expect(await valueBecomes(false)).toMatchObject({ value: false })
    const seen = await versionAtEdge()
    await stack.kill('origin')
    for (const part of ['', '-wal', '-shm']) rmSync(file() + part, { force: true })
    const { stdout } = await command('origin/restore.ts', backup)
    expect(stdout).toMatch(/restored 2 environments/)
    await stack.revive('origin')
    expect(await valueBecomes(true)).toMatchObject({ value: true })
    expect(await versionAtEdge()).toBeGreaterThanOrEqual(seen + 1_000_000)
    await command('origin/verify-audit.ts')
  })
})
