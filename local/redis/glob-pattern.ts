/** Compiles a Redis glob (`*`, `?`, `[a-z]`, `[^a]`, `\` escapes) to an equivalent regular expression. */
export function compileGlob(glob: string): RegExp {
  const parts = glob.match(/\\.|\[(?:\\.|[^\]])*\]|[^]/gu) ?? []
  return new RegExp(`^${parts.map(compilePart).join('')}$`, 'su')
}

function compilePart(part: string): string {
  if (part === '*') return '.*'
  if (part === '?') return '.'
  if (part.startsWith('[') && part.length > 1) return compileClass(part.slice(1, -1))
  return escapeLiteral(part.length > 1 && part.startsWith('\\') ? part.slice(1) : part)
}

function compileClass(content: string): string {
  const isNegated = content.startsWith('^')
  const members = content.slice(isNegated ? 1 : 0).replaceAll(/\\(.)/gsu, '$1')
  return `[${isNegated ? '^' : ''}${members.replaceAll(/[\\\]^[]/gu, String.raw`\$&`)}]`
}

function escapeLiteral(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)
}
