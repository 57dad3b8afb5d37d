import { describe, expect, it } from 'vitest'
import { continueTrace, formatTraceparent, parseTraceparent } from './traceparent.ts'

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const PARENT_ID = 'b7ad6b7169203331'
const TEXT = `00-${TRACE_ID}-${PARENT_ID}-01`
const UUID = '3f2a9c1e-77d0-4b6e-8a55-0123456789ab'

describe('traceparent', () => {
  it('is read, and written as it was', () => {
    const trace = parseTraceparent(TEXT)
    expect(trace).toEqual({ traceId: TRACE_ID, parentId: PARENT_ID, flags: '01' })
    expect(trace && formatTraceparent(trace)).toBe(TEXT)
  })

  it('is read of a later version, as far as this one goes', () => {
    expect(parseTraceparent(`cc-${TRACE_ID}-${PARENT_ID}-01-what-comes`)?.traceId).toBe(TRACE_ID)
  })

  it.each([
    undefined,
    null,
    7,
    '',
    'nonsense',
    TEXT.toUpperCase(),
    ` ${TEXT}`,
    `${TEXT}-more`,
    `${TEXT}\n`,
    TEXT.replace('00-', 'ff-'),
    TEXT.replace(TRACE_ID, '0'.repeat(32)),
    TEXT.replace(PARENT_ID, '0'.repeat(16)),
    TEXT.slice(0, -1),
    'x'.repeat(100_000),
  ])('is ignored where it is malformed: %j', (text) => {
    expect(parseTraceparent(text)).toBeUndefined()
  })

  it('goes on under the same trace with a step of its own, and begins where there was none', () => {
    const next = continueTrace(parseTraceparent(TEXT), UUID)
    expect(next).toEqual({ traceId: TRACE_ID, parentId: '3f2a9c1e77d04b6e', flags: '01' })
    const first = continueTrace(undefined, UUID)
    expect(parseTraceparent(formatTraceparent(first))).toEqual(first)
    expect(first.flags).toBe('00')
  })
})
