import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { startTestOrigin } from '../testing/start-test-origin.ts'

/** What is logged at the level of a warning while three requests come through a proxy. */
async function warningsWith(trustedProxies: number): Promise<readonly string[]> {
  const lines: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const origin = await startTestOrigin({ logger, trustedProxies })
  await origin.call('GET', '/livez')
  for (let i = 0; i < 3; i++) await origin.call('GET', '/livez', { headers: { 'X-Forwarded-For': '10.1.1.1' } })
  await origin.close()
  return lines
}

describe('a proxy in front', () => {
  it('is warned of once when nobody said that it is there, without its header', async () => {
    const warnings = await warningsWith(0)
    expect(warnings).toEqual([expect.stringContaining('TRUST_PROXY')])
    expect(warnings[0]).not.toContain('10.1.1.1')
  })

  it('is nothing to speak of when it is trusted', async () => {
    expect(await warningsWith(1)).toEqual([])
  })
})
