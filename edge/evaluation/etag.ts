import { sha256Hex } from '../../shared/hashing/encoding.ts'

/**
 * The tag of a bulk answer: of its content, never of the version alone, since clients send their old tag after the
 * context changed.
 */
export async function entityTag(version: number, body: string): Promise<string> {
  return `"v${version}.${(await sha256Hex(body)).slice(0, 32)}"`
}

/** RFC 9110, 13.1.2: a list, compared weakly, since a proxy that compresses weakens a tag. */
export function isMatchedBy(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag)
}
