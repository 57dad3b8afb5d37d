import { describe, expect, it } from 'vitest'
import { describeProblems } from '../shared/contracts/parse-result.ts'
import { readConfig } from './config.ts'
import { createSigner } from './testing/signing.ts'

const { publicKey } = await createSigner()

const COMPLETE = {
  RULESET_PUBLIC_KEYS: publicKey,
  UPSTASH_REDIS_REST_URL: 'https://redis.example',
  UPSTASH_REDIS_REST_TOKEN: 'token',
  SQS_QUEUE_URL: 'https://sqs.example/1/q',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  PSEUDONYM_SECRET: 'x'.repeat(32),
}

async function problemsOf(changes: Record<string, unknown>): Promise<string> {
  const config = await readConfig({ ...COMPLETE, ...changes })
  return config.ok ? '' : describeProblems(config.problems)
}

describe('readConfig', () => {
  it('reads a complete set of bindings', async () => {
    const config = await readConfig(COMPLETE)
    expect(config.ok && config.value.verificationKeys).toHaveLength(1)
    expect(config.ok && config.value.classicEnvironment).toBeUndefined()
  })

  it('names every problem at once', async () => {
    const config = await readConfig({})
    expect(config.ok).toBe(false)
    expect(config.ok ? [] : config.problems.map(({ path }) => path[0])).toEqual(Object.keys(COMPLETE))
  })

  it('knows an origin where both of its settings are given, however its address ends', async () => {
    const token = 'x'.repeat(32)
    const config = await readConfig({ ...COMPLETE, ORIGIN_URL: 'https://origin.example/', EDGE_TOKEN: token })
    expect(config.ok && config.value.origin).toEqual({ url: 'https://origin.example', token })
    const without = await readConfig({ ...COMPLETE, ORIGIN_URL: '', EDGE_TOKEN: '' })
    expect(without.ok && without.value.origin).toBeUndefined()
  })

  it('counts an empty text as absent', async () => {
    expect(await problemsOf({ AWS_SESSION_TOKEN: '', CLASSIC_ENVIRONMENT: '' })).toBe('')
    expect(await problemsOf({ AWS_REGION: '' })).toBe('AWS_REGION: required (string)')
  })

  it.each([
    [{ RULESET_PUBLIC_KEYS: 'short' }, 'RULESET_PUBLIC_KEYS[0]: expected 32 bytes in base64'],
    [{ RULESET_PUBLIC_KEYS: 'a,b,c' }, 'RULESET_PUBLIC_KEYS: expected one or two public keys, got 3'],
    [{ UPSTASH_REDIS_REST_URL: 'redis://x' }, 'UPSTASH_REDIS_REST_URL: expected a URL of http or https'],
    [{ PSEUDONYM_SECRET: 'x'.repeat(31) }, 'PSEUDONYM_SECRET: expected at least 32 characters, got 31'],
    [{ CLASSIC_ENVIRONMENT: 'production' }, 'CLASSIC_ENVIRONMENT: expected 12 characters of a-z and 0-9'],
    [{ EDGE_TOKEN: 'x'.repeat(32) }, 'ORIGIN_URL: required beside EDGE_TOKEN'],
    [{ ORIGIN_URL: 'https://origin.example' }, 'EDGE_TOKEN: required beside ORIGIN_URL'],
    [
      { ORIGIN_URL: 'https://origin.example', EDGE_TOKEN: 'short' },
      'EDGE_TOKEN: expected at least 32 characters, got 5',
    ],
    [{ GUESS_LIMIT: 5 }, 'GUESS_LIMIT: expected a rate limit binding'],
  ])('says what is wrong with %j', async (changes, problem) => {
    expect(await problemsOf(changes)).toBe(problem)
  })

  it('never quotes a value', async () => {
    const problems = await problemsOf({ PSEUDONYM_SECRET: 'hunter2', RULESET_PUBLIC_KEYS: 'hunter2' })
    expect(problems).not.toContain('hunter2')
  })
})
