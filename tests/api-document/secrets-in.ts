/** What nobody may find again in logs, refusals, the audit or the database. */
const SHOWN_ONCE: readonly RegExp[] = [
  /\btm_(?:srv|cli|adm)_[a-z0-9]{12}_\w+/g,
  /\bwhsec_[\w+/]+=*/g,
  /(?<="token":")[^"]+/g,
  /(?<=togglemaster=)[\w-]{20,}/g,
  /(?<="(?:password|currentPassword|newPassword)":")[^"]+/g,
]

/** The secrets that stand in what was said: keys, links, passwords, cookies. */
export function secretsIn(text: string): readonly string[] {
  return [...new Set(SHOWN_ONCE.flatMap((pattern) => text.match(pattern) ?? []))]
}
