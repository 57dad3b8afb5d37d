import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../local/stack/service-process.ts'
import { type HttpStub, startHttpStub } from '../harness/http-stub.ts'
import { type TestStack, startTestStack } from '../harness/stack.ts'

interface Verification {
  readonly child: ChildProcess
  /** Check → result and figure, so far. */
  readonly rows: Map<string, string>
  readonly ended: Promise<number | null>
}

describe('npm run verify:deployment', () => {
  let stack: TestStack
  let stranger: HttpStub
  beforeAll(async () => {
    stack = await startTestStack()
    stranger = await startHttpStub(answerAsStranger)
  })
  afterAll(async () => {
    await stranger.close()
    await stack.stop()
  })

  const verify = (settings: Readonly<Record<string, string>> = {}, onRow?: (check: string) => void): Verification => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'verify/main.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        VERIFY_ORIGIN_URL: stack.origin,
        VERIFY_EDGE_URL: stack.edge,
        VERIFY_KEY: stack.masterKey,
        VERIFY_ENVIRONMENT: 'production',
        VERIFY_TOGGLES: '2',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const rows = new Map<string, string>()
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [check = '', result, figure = ''] = line.split(/\s{2,}/)
      if (result === undefined) return
      rows.set(check, `${result} ${figure}`)
      onRow?.(check)
    })
    return {
      child,
      rows,
      ended: once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null)),
    }
  }

  const left = async () => {
    const flags = await stack.api('/flags?search=verify-deployment')
    const keys = await stack.api('/environments/production/keys?limit=200')
    const live = (keys.body.items as { name: string; revokedAt: string | null }[]).filter(
      ({ name, revokedAt }) => name.startsWith('verify-deployment') && revokedAt === null,
    )
    return [...flags.body.items, ...live]
  }

  it('finds a whole stack well, and leaves nothing behind', { timeout: 180_000 }, async () => {
    const { rows, ended } = verify()
    const code = await ended
    const results = Object.fromEntries([...rows].map(([check, text]) => [check, text.split(' ')[0]]))
    expect({ code, rows: Object.fromEntries(rows), results }).toMatchObject({
      code: 0,
      results: {
        'the origin is ready': 'pass',
        'the edge is ready': 'pass',
        'Ed25519 at the edge': 'pass',
        'the Cache API at the edge': 'pass',
        'a flag and a key can be made': 'pass',
        'a fresh key is accepted (bounds the lag of a replica)': 'pass',
        'a key with a wrong checksum is refused': 'pass',
        'a key that nobody made is refused': 'pass',
        'a toggle is seen, from its request': 'pass',
        'a toggle is seen after a pause of 6 s': 'pass',
        'the origin knows where the version is': 'pass',
        'decisions are counted by way of DynamoDB': 'pass',
        'a revoked key is refused': 'pass',
        'what was made is gone': 'pass',
      },
    })
    expect(rows.get('a toggle is seen, from its request')).toMatch(/^pass 2 times, p50 \d+ ms, p99 \d+ ms, max \d+ ms$/)
    expect(rows.get('decisions are counted by way of DynamoDB')).toMatch(/^pass (\d+) of \1 after/)
    expect(await left()).toEqual([])
  })

  it('ends with 1 at the edge of another deployment, and leaves nothing behind', { timeout: 120_000 }, async () => {
    const { rows, ended } = verify({ VERIFY_EDGE_URL: stranger.url })
    expect(await ended).toBe(1)
    expect(rows.get('the Cache API at the edge')).toMatch(/^FAIL "keeps_nothing"/)
    expect(rows.get('a fresh key is accepted (bounds the lag of a replica)')).toMatch(/^FAIL 1 of 1 never/)
    expect(rows.get('a revoked key is refused')).toBe('skip not tried')
    expect(rows.get('what was made is gone')).toMatch(/^pass/)
    expect(await left()).toEqual([])
  })

  it('cleans up when it is ended', { timeout: 120_000 }, async () => {
    const made = 'a flag and a key can be made'
    const { child, rows, ended } = verify({}, (check) => void (check === made && child.kill('SIGINT')))
    expect(await ended).toBe(130)
    expect(rows.get(made)).toMatch(/^pass/)
    expect(rows.get('what was made is gone')).toMatch(/^pass/)
    expect(await left()).toEqual([])
  })

  it('says what is wrong with its settings', async () => {
    expect(await verify({ VERIFY_ENVIRONMENT: '', VERIFY_EDGE_URL: 'edge' }).ended).toBe(2)
  })
})

/** A healthy edge, on a Redis that this origin does not write. */
function answerAsStranger(path: string): { readonly status: number; readonly body: object } {
  if (path !== '/readyz') return { status: 401, body: { errorCode: 'GENERAL' } }
  const checks = { ed25519: { status: 'ok' }, cache: { status: 'keeps_nothing' }, reports: { status: 'off' } }
  return { status: 200, body: { status: 'ok', checks } }
}
