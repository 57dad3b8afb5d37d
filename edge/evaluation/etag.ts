import type { TextDigest } from './text-digest.ts'

/**
 * The tag of a bulk answer: of its content, never of the version alone, since clients send their old tag after the
 * context changed. Made of what its parts were digested to, in order: the whole text need not be hashed, nor
 * be there.
 */
export function entityTag(version: number, parts: readonly TextDigest[]): string {
  let [a, b, c, d] = [parts.length, parts.length, parts.length, parts.length]
  for (const part of parts) {
    a = mix(a, part.a)
    b = mix(b, part.b)
    c = mix(c, part.c)
    d = mix(d, part.d)
  }
  return `"v${version}.${hex(a)}${hex(b)}${hex(c)}${hex(d)}"`
}

/** For one digest a bijection of the hash, and the other way round: what differs in one place never comes out alike. */
function mix(hash: number, digest: number): number {
  const mixed = Math.imul(hash ^ digest, 0x9e3779b1)
  return (mixed << 13) | (mixed >>> 19)
}

function hex(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** RFC 9110, 13.1.2: a list, compared weakly, since a proxy that compresses weakens a tag. */
export function isMatchedBy(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag)
}
