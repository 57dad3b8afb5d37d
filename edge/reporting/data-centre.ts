/** Where a runtime does not say. */
const UNKNOWN = 'UNKNOWN'

/** The data centre that a request reached, by its airport's code. No header is believed. */
export function dataCentreOf(request: Request): string {
  const cf: unknown = 'cf' in request ? request.cf : undefined
  if (typeof cf !== 'object' || cf === null || !('colo' in cf)) return UNKNOWN
  return typeof cf.colo === 'string' && /^[A-Z0-9]{3,8}$/.test(cf.colo) ? cf.colo : UNKNOWN
}
