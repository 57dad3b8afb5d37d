import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const SSO = {
  issuer: 'https://id.example.com',
  clientId: 'togglemaster',
  clientSecret: 'never shown',
  publicUrl: 'https://flags.example.com',
  label: 'Acme',
  emailDomains: ['example.com'],
  unknownPeople: 'refuse',
  timeoutMs: 1_000,
} as const

async function bytesOf(origin: TestOrigin): Promise<number> {
  return ((await origin.call('GET', '/api/v1/installation')).json as { databaseBytes: number }).databaseBytes
}

describe('the installation', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin({ sso: SSO, trustedProxies: 2, requestsPerMinute: 500 })
  })
  afterEach(() => origin.close())

  it('tells whoever runs it how it is set up and how it is, and no secret', async () => {
    const answer = await origin.call('GET', '/api/v1/installation')
    expect(answer.json).toEqual({
      edgeUrl: null,
      edgesReport: true,
      trustedProxies: 2,
      requestsPerMinute: 500,
      singleSignOn: {
        label: 'Acme',
        issuer: 'https://id.example.com',
        emailDomains: ['example.com'],
        unknownPeople: 'refuse',
      },
      projects: 1,
      people: 0,
      databaseBytes: expect.any(Number),
      publishing: { redis: 'up', unpublished: 0, oldestUnpublishedMs: 0, refused: 0 },
    })
    expect(answer.text).not.toContain(SSO.clientSecret)
  })

  it('says how much the database holds', async () => {
    const before = await bytesOf(origin)
    for (let i = 0; i < 10; i += 1) {
      const flag = { key: `f${i}`, type: 'boolean', description: 'x'.repeat(2_000) }
      await origin.call('POST', '/api/v1/projects/default/flags', { body: flag })
    }
    expect(await bytesOf(origin)).toBeGreaterThan(before)
  })
})
