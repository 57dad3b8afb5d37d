import { describe, expect, it } from 'vitest'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import { locationOf, withLocation } from './location.ts'

const requestFrom = (cf: unknown) => Object.assign(new Request('https://edge.example/'), { cf })
const LIES = JSON.parse(
  '{"geo":{"country":"US"},"geo.country":"US","geography":"kept","__proto__":"kept"}',
) as EvaluationContext

describe('locationOf', () => {
  it('takes what Cloudflare knows, and nothing else', () => {
    const cf = { country: 'BR', city: 'São Paulo', region: '', timezone: 7, asn: 1 }
    expect(locationOf(requestFrom(cf))).toEqual({ country: 'BR', city: 'São Paulo' })
    expect(locationOf(new Request('https://edge.example/', { headers: { 'cf-ipcountry': 'US' } }))).toEqual({})
  })
})

describe('withLocation', () => {
  it.each(['cli', 'open'] as const)('puts the place of the request over every lie (%s)', (caller) => {
    const context = withLocation(LIES, caller, requestFrom({ country: 'BR' }))
    expect(Object.entries(context)).toEqual([
      ['geography', 'kept'],
      ['__proto__', 'kept'],
      ['geo', { country: 'BR' }],
    ])
  })

  it("leaves a server's word as it is, and adds nothing", () => {
    expect(withLocation(LIES, 'srv', requestFrom({ country: 'BR' }))).toBe(LIES)
  })
})
