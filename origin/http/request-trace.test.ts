import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const PARENT_ID = 'b7ad6b7169203331'

let lines: string[]
let origin: TestOrigin
beforeEach(async () => {
  lines = []
  origin = await startTestOrigin({ logger: pino({}, { write: (line: string) => void lines.push(line) }) })
})
afterEach(() => origin.close())

const traceIds = (): readonly unknown[] => lines.map((line) => (JSON.parse(line) as { traceId?: unknown }).traceId)

async function createFlag(key: string, traceparent?: string): Promise<number> {
  const headers = traceparent === undefined ? {} : { traceparent }
  return (await origin.call('POST', `${PROJECT}/flags`, { body: { key, type: 'boolean' }, headers })).status
}

describe('the trace of a request', () => {
  it('is in its log line, and goes along with the change as a step of its own', async () => {
    expect(await createFlag('x', `00-${TRACE_ID}-${PARENT_ID}-01`)).toBe(201)
    expect(traceIds()).toEqual([TRACE_ID])
    expect(origin.publisher.traces.map((trace) => [trace?.traceId, trace?.flags])).toContainEqual([TRACE_ID, '01'])
    expect(origin.publisher.traces[0]?.parentId).not.toBe(PARENT_ID)
  })

  it.each([undefined, 'nonsense', `00-${'0'.repeat(32)}-${PARENT_ID}-01`, `ff-${TRACE_ID}-${PARENT_ID}-01`])(
    'is a new one where the header is %j',
    async (traceparent) => {
      expect(await createFlag('x', traceparent)).toBe(201)
      const [traceId] = traceIds()
      expect(traceId).toMatch(/^[0-9a-f]{32}$/)
      expect(traceId).not.toBe(TRACE_ID)
      expect(origin.publisher.traces[0]?.traceId).toBe(traceId)
    },
  )

  it('is not part of the history, whose chain stays whole', async () => {
    await createFlag('x', `00-${TRACE_ID}-${PARENT_ID}-01`)
    const { text } = await origin.call('GET', `${PROJECT}/audit`)
    expect(text).toContain('flag.create')
    expect(text).not.toContain(TRACE_ID)
  })
})
