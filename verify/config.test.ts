import { describe, expect, it } from 'vitest'
import { describeProblems } from '../shared/contracts/parse-result.ts'
import { readVerifyConfig } from './config.ts'

const WHOLE = {
  VERIFY_ORIGIN_URL: 'https://origin.example/',
  VERIFY_EDGE_URL: 'https://edge.example',
  VERIFY_KEY: 'the key',
  VERIFY_ENVIRONMENT: 'staging',
}

describe('the settings of a verification', () => {
  it('have defaults for all but the addresses, the key and the environment', () => {
    expect(readVerifyConfig({ ...WHOLE, VERIFY_PROJECT: '' })).toEqual({
      ok: true,
      value: {
        originUrl: 'https://origin.example',
        edgeUrl: 'https://edge.example',
        managementKey: 'the key',
        project: 'default',
        environment: 'staging',
        toggles: 20,
      },
    })
  })

  it('are refused with everything that is wrong, and without the key', () => {
    const read = readVerifyConfig({ VERIFY_ORIGIN_URL: 'origin', VERIFY_KEY: 'the key', VERIFY_TOGGLES: '0' })
    const said = read.ok ? '' : describeProblems(read.problems)
    expect(said).toContain('VERIFY_ORIGIN_URL: expected a URL of http or https')
    expect(said).toContain('VERIFY_EDGE_URL: required (string)')
    expect(said).toContain('VERIFY_ENVIRONMENT: required (string)')
    expect(said).toContain('VERIFY_TOGGLES: expected a whole number from 1 to 1000')
    expect(said).not.toContain('the key')
  })
})
