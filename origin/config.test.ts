import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeProblems } from '../shared/contracts/parse-result.ts'
import { readConfig } from './config.ts'

const pkcs8 = { format: 'der', type: 'pkcs8' } as const
const signingKey = generateKeyPairSync('ed25519').privateKey.export(pkcs8).toString('base64')
const complete = {
  DATABASE_FILE: 'origin.sqlite',
  MASTER_KEY: randomBytes(32).toString('base64url'),
  AUDIT_KEY: randomBytes(32).toString('base64url'),
  SIGNING_KEY: signingKey,
  UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:8079',
  UPSTASH_REDIS_REST_TOKEN: 'token',
  AWS_REGION: 'sa-east-1',
}

const problemsOf = (environment: Record<string, string | undefined>): string => {
  const result = readConfig(environment)
  return result.ok ? '' : describeProblems(result.problems)
}

describe('readConfig', () => {
  it('fills in what may be absent, and takes a variable that is set to nothing as absent', () => {
    expect(readConfig({ ...complete, ORIGIN_PORT: '', LOG_LEVEL: '' })).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 8001,
        databaseFile: 'origin.sqlite',
        publicUrl: undefined,
        masterKey: complete.MASTER_KEY,
        auditKey: complete.AUDIT_KEY,
        signingKey,
        edgeToken: undefined,
        redis: { url: 'http://127.0.0.1:8079', token: 'token' },
        awsRegion: 'sa-east-1',
        usageTableName: 'ToggleMasterUsage',
        logLevel: 'info',
        trustedProxies: 0,
        requestsPerMinute: 1_200,
        webhooksMayBePrivate: false,
        sso: undefined,
        attention: true,
      },
    })
  })

  it('turns attention off when it is told so', () => {
    expect(readConfig({ ...complete, ATTENTION: 'off' })).toMatchObject({ value: { attention: false } })
  })

  it('has single sign-on off without an issuer, and whole with one', () => {
    const sso = { SSO_ISSUER: 'https://id.example.com/', SSO_CLIENT_ID: 'tm', PUBLIC_URL: 'https://flags.example.com' }
    const domains = { SSO_EMAIL_DOMAINS: 'Example.com, example.org', SSO_LABEL: 'Acme', SSO_UNKNOWN_PEOPLE: 'create' }
    expect(readConfig({ ...complete, ...sso, ...domains })).toMatchObject({
      value: {
        sso: {
          issuer: 'https://id.example.com/',
          clientId: 'tm',
          clientSecret: undefined,
          publicUrl: 'https://flags.example.com',
          label: 'Acme',
          emailDomains: ['example.com', 'example.org'],
          unknownPeople: 'create',
        },
      },
    })
    expect(readConfig({ ...complete, ...sso })).toMatchObject({
      value: { sso: { label: 'Single sign-on', emailDomains: [], unknownPeople: 'refuse' } },
    })
  })

  it('names everything that is missing at once', () => {
    expect(problemsOf({})).toBe(
      Object.keys(complete)
        .map((name) => `${name}: required (string)`)
        .join('; '),
    )
  })

  it.each([
    [{ ORIGIN_PORT: '65536' }, 'ORIGIN_PORT: expected a whole number from 0 to 65535'],
    [{ ORIGIN_PORT: '80.5' }, 'ORIGIN_PORT: expected a whole number from 0 to 65535'],
    [{ PUBLIC_URL: 'http://flags.example.com' }, 'PUBLIC_URL: expected an origin such as https://flags.example.com'],
    [{ PUBLIC_URL: 'https://flags.example.com/' }, 'PUBLIC_URL: expected an origin such as https://flags.example.com'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY: expected a whole number from 0 to 10'],
    [{ DATABASE_FILE: ':memory:' }, 'DATABASE_FILE: expected a file'],
    [{ ATTENTION: 'no' }, 'ATTENTION: expected "on" or "off", got string'],
    [{ EDGE_TOKEN: 'x'.repeat(31) }, 'EDGE_TOKEN: expected at least 32 characters, got 31'],
    [{ UPSTASH_REDIS_REST_URL: 'redis://x' }, 'UPSTASH_REDIS_REST_URL: expected a URL of http or https'],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'nowhere' }, 'AWS_ENDPOINT_URL_DYNAMODB: expected a URL of http or https'],
    [{ AWS_REGION: 'São Paulo' }, 'AWS_REGION: expected a region such as sa-east-1'],
    [{ MASTER_KEY: 'x'.repeat(31) }, 'MASTER_KEY: expected at least 32 characters, got 31'],
    [{ MASTER_KEY: `é${complete.MASTER_KEY}` }, 'MASTER_KEY: expected ASCII without spaces'],
    [{ MASTER_KEY: `${complete.MASTER_KEY} x` }, 'MASTER_KEY: expected ASCII without spaces'],
    [{ MASTER_KEY: 'abababababababababababababababab' }, 'MASTER_KEY: too easy to guess'],
    [{ MASTER_KEY: 'admin-secreto-123-admin-secreto-123' }, 'MASTER_KEY: too easy to guess'],
    [{ MASTER_KEY: 'ChangeMe-ChangeMe-ChangeMe-ChangeMe' }, 'MASTER_KEY: too easy to guess'],
    [{ MASTER_KEY: '0123456789abcdef0123456789abcdef' }, 'MASTER_KEY: too easy to guess'],
    [{ MASTER_KEY: 'your-super-secret-master-key-here-1234' }, 'MASTER_KEY: too easy to guess'],
    [{ SSO_ISSUER: 'http://id.example.com', SSO_CLIENT_ID: 'tm' }, 'SSO_ISSUER: expected the issuer'],
    [
      { SSO_ISSUER: 'https://id.example.com' },
      'SSO_CLIENT_ID: required beside SSO_ISSUER; PUBLIC_URL: required beside',
    ],
    [{ SSO_CLIENT_ID: 'tm' }, 'SSO_ISSUER: required beside SSO_CLIENT_ID'],
    [{ SSO_EMAIL_DOMAINS: '@example.com' }, 'SSO_EMAIL_DOMAINS: expected domains with commas between'],
    [{ SSO_UNKNOWN_PEOPLE: 'yes' }, 'SSO_UNKNOWN_PEOPLE: expected "refuse" or "create", got string'],
    [{ SIGNING_KEY: 'nonsense' }, 'SIGNING_KEY: expected an Ed25519 private key as PKCS #8 DER in base64'],
    [
      { SIGNING_KEY: generateKeyPairSync('x25519').privateKey.export(pkcs8).toString('base64') },
      'SIGNING_KEY: expected an Ed25519 key, got x25519',
    ],
  ])('refuses %j', (changed, expected) => {
    const problems = problemsOf({ ...complete, ...changed })
    expect(problems.slice(0, expected.length)).toBe(expected)
  })

  it('shows no secret in what it says', () => {
    const secret = 'changeme-changeme-changeme-changeme-secret'
    expect(problemsOf({ ...complete, MASTER_KEY: secret, SIGNING_KEY: secret })).not.toContain(secret)
  })

  it('takes every key that is random', () => {
    for (let i = 0; i < 200; i++) {
      const encoding = (['hex', 'base64', 'base64url'] as const)[i % 3]
      expect(problemsOf({ ...complete, MASTER_KEY: randomBytes(32).toString(encoding) })).toBe('')
    }
  })

  it('knows exactly the variables that .env.example lists for the origin', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const known = [
      ...Object.keys(complete),
      'ORIGIN_HOST',
      'ORIGIN_PORT',
      'PUBLIC_URL',
      'EDGE_URL',
      'TRUST_PROXY',
      'API_REQUESTS_PER_MINUTE',
      'WEBHOOK_PRIVATE_ADDRESSES',
      'LOG_LEVEL',
      'USAGE_TABLE_NAME',
      'ATTENTION',
      'SSO_ISSUER',
      'SSO_CLIENT_ID',
      'SSO_CLIENT_SECRET',
      'SSO_LABEL',
      'SSO_EMAIL_DOMAINS',
      'SSO_UNKNOWN_PEOPLE',
    ]
    for (const name of known) expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
  })
})
