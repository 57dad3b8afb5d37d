/**
 * One step of something that several services do together, as W3C Trace Context names it. Only `traceId` stays the same
 * from step to step: it is what logs are searched for.
 */
export interface Trace {
  /** 32 lower-case hexadecimal digits, not all 0. */
  readonly traceId: string
  /** Of the step before, 16 lower-case hexadecimal digits, not all 0. */
  readonly parentId: string
  /** Two hexadecimal digits; the last bit says that somebody records it. */
  readonly flags: string
}

/** Version, trace, parent, flags; of a later version perhaps more behind them. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const NOTHING = /^0+$/

/**
 * Reads the header `traceparent`. Whatever is malformed is as good as absent: the specification has it ignored.
 * Source: W3C Trace Context, sections 3.2 and 4.3.
 */
export function parseTraceparent(text: unknown): Trace | undefined {
  const found = typeof text === 'string' ? TRACEPARENT.exec(text) : null
  if (found === null) return undefined
  const [, version, traceId = '', parentId = '', flags = '', more] = found
  const isKnownForm = version === '00' ? more === undefined : version !== 'ff'
  return isKnownForm && !NOTHING.test(traceId) && !NOTHING.test(parentId) ? { traceId, parentId, flags } : undefined
}

/** The header's text, in version 00. */
export function formatTraceparent({ traceId, parentId, flags }: Trace): string {
  return `00-${traceId}-${parentId}-${flags}`
}

/**
 * The next step of a trace, or the first one of a new trace.
 * @param uuid  drawn at random for this step alone; a version 4
 */
export function continueTrace(before: Trace | undefined, uuid: string): Trace {
  const drawn = uuid.replaceAll('-', '')
  // The first half holds the version of the UUID, so that it is never all 0.
  return { traceId: before?.traceId ?? drawn, parentId: drawn.slice(0, 16), flags: before?.flags ?? '00' }
}
