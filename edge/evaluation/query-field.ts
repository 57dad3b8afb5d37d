/**
 * One field of a query string, decoded as forms are: `+` is a space. Stricter than `URLSearchParams`, which lets a
 * malformed escape through as it stands: a person who is somebody else by accident is worse than an error.
 * @param query  without its `?`
 */
export function readQueryField(query: string, field: string): { readonly text: string } | 'malformed' | undefined {
  for (const pair of query.split('&')) {
    const end = pair.indexOf('=')
    if (decode(end < 0 ? pair : pair.slice(0, end)) !== field) continue
    const text = end < 0 ? '' : decode(pair.slice(end + 1))
    return text === undefined ? 'malformed' : { text }
  }
  return undefined
}

function decode(text: string): string | undefined {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return undefined
  }
}
