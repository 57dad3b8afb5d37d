import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MASTER_KEY, type TestOrigin, startTestOrigin } from '../origin/testing/start-test-origin.ts'
import { createSampleFlag, isSampleFlagTrue } from './sample-flag.ts'

const FLAGS = '/api/v1/projects/default/flags'
const CONFIGURATION = '/api/v1/projects/default/environments/production/flags/welcome'
const headers = { 'if-match': '*' }

describe('the sample flag', () => {
  let origin: TestOrigin
  let place: { readonly origin: string; readonly masterKey: string }

  beforeEach(async () => {
    origin = await startTestOrigin()
    place = { origin: origin.url, masterKey: MASTER_KEY }
  })
  afterEach(() => origin.close())

  it('is made once, and answers true', async () => {
    expect(await isSampleFlagTrue(place)).toBe(false)
    await createSampleFlag(place)
    await createSampleFlag(place)
    expect(await isSampleFlagTrue(place)).toBe(true)
  })

  it('is not made among the flags of somebody who works here', async () => {
    await origin.call('POST', FLAGS, { body: { key: 'theirs', type: 'boolean' } })
    await createSampleFlag(place)
    expect(await isSampleFlagTrue(place)).toBe(false)
  })

  it.each([
    ['disabled', { enabled: false }],
    ['made to serve false', { defaultServe: { variant: 'off' } }],
    ['given a rule', { rules: [{ serve: { variant: 'off' } }] }],
  ])('answers true no longer once it was %s', async (_, body) => {
    await createSampleFlag(place)
    expect((await origin.call('PATCH', CONFIGURATION, { headers, body })).status).toBe(200)
    expect(await isSampleFlagTrue(place)).toBe(false)
  })

  it('answers true no longer once it was deleted', async () => {
    await createSampleFlag(place)
    expect((await origin.call('DELETE', `${FLAGS}/welcome`, { headers })).status).toBe(204)
    expect(await isSampleFlagTrue(place)).toBe(false)
  })
})
