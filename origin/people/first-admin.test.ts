import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuditChain } from '../audit/audit-chain.ts'
import { createCommitChange } from '../changes/commit-change.ts'
import { AUDIT_KEY, type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { inviteFirstAdmin } from './first-admin.ts'

describe('the first admin', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const invite = async (): Promise<string | undefined> => {
    const { publisher, nowMs: clock } = origin
    const { database } = origin.open
    const auditChain = createAuditChain(AUDIT_KEY)
    const commit = createCommitChange({ database, publisher, clock, randomBytes, auditChain })
    return (await inviteFirstAdmin({ database, commit, clock }))?.split('token=')[1]
  }
  const accept = (token: string | undefined): Promise<Answer> =>
    origin.call('POST', '/api/v1/invitations/accept', {
      key: null,
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: { token, email: 'ana@example.com', name: 'Ana', password: 'four small owls at noon' },
    })

  it('comes by the link of the newest start, once, and no start makes another', async () => {
    const [earlier, newest] = [await invite(), await invite()]
    expect((await accept(earlier)).status).toBe(404)
    expect(await accept(newest)).toMatchObject({ status: 200, json: { runsInstallation: true } })
    expect((await accept(newest)).status).toBe(404)
    expect(await invite()).toBeUndefined()
  })

  it('has an hour', async () => {
    const token = await invite()
    origin.passMs(3_600_000)
    expect((await accept(token)).status).toBe(404)
  })
})
