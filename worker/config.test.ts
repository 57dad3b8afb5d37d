import { describe, expect, it } from 'vitest'
import { describeProblem } from '../shared/contracts/parse-result.ts'
import { readConfig } from './config.ts'
import type { Environment } from '../shared/contracts/settings.ts'

const REQUIRED: Environment = {
  AWS_REGION: 'sa-east-1',
  UPSTASH_REDIS_REST_URL: 'https://example.upstash.io',
  UPSTASH_REDIS_REST_TOKEN: 'token',
  PSEUDONYM_SECRET: 'x'.repeat(32),
}

function problemsOf(environment: Environment): readonly string[] {
  const config = readConfig(environment)
  return config.ok ? [] : config.problems.map(describeProblem)
}

describe('the settings', () => {
  it('has a default for all that need not be said', () => {
    expect(readConfig(REQUIRED)).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 8005,
        cloud: {
          region: 'sa-east-1',
          sqsEndpoint: undefined,
          dynamoDbEndpoint: undefined,
          usageQueueName: 'togglemaster-events',
          deadLetterQueueName: 'togglemaster-events-dead',
          usageTableName: 'ToggleMasterUsage',
          eventsTableName: 'ToggleMasterAnalytics',
          visibilityTimeoutSeconds: 30,
        },
        redisUrl: 'https://example.upstash.io',
        redisToken: 'token',
        pseudonymSecret: 'x'.repeat(32),
        classicEnvironmentId: undefined,
        classicUserIds: 'pseudonym',
        eventRetentionDays: 90,
        logLevel: 'info',
      },
    })
  })

  it('names everything that is missing at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(':')[0])).toEqual(Object.keys(REQUIRED))
  })

  it.each([
    ['WORKER_PORT', '65536'],
    ['WORKER_PORT', 'http'],
    ['WORKER_PORT', '-1'],
    ['VISIBILITY_TIMEOUT_SECONDS', '0'],
    ['EVENT_RETENTION_DAYS', '1.5'],
    ['USAGE_QUEUE_NAME', 'a queue'],
    ['USAGE_TABLE_NAME', 'ab'],
    ['AWS_ENDPOINT_URL_SQS', 'localhost:9324'],
    ['UPSTASH_REDIS_REST_URL', 'redis://localhost'],
    ['CLASSIC_ENVIRONMENT', 'production'],
    ['CLASSIC_USER_IDS', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['PSEUDONYM_SECRET', 'x'.repeat(31)],
  ])('refuses %s=%s by its name', (name, value) => {
    const problems = problemsOf({ ...REQUIRED, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name}: expected`))
    expect(problems[0]).not.toContain('xxxx')
  })

  it('takes what is set to nothing as not set', () => {
    const config = readConfig({ ...REQUIRED, WORKER_PORT: '', CLASSIC_ENVIRONMENT: '', AWS_ENDPOINT_URL_SQS: '' })
    expect(config).toMatchObject({ value: { port: 8005, classicEnvironmentId: undefined } })
    expect(problemsOf({ ...REQUIRED, PSEUDONYM_SECRET: '' })).toEqual(['PSEUDONYM_SECRET: required (string)'])
  })
})
