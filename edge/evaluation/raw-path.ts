/**
 * The path as it was sent. Routes are matched against it undecoded, so that a path has exactly one spelling and no
 * encoding of it gets around a route.
 * @param url  absolute, as a request's always is
 */
export function rawPathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const query = url.indexOf('?', start)
  return query < 0 ? url.slice(start) : url.slice(start, query)
}
