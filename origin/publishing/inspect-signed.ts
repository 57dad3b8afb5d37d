import { parseAccessTable } from '../../shared/contracts/access-table.ts'
import { type VerificationKey, openEnvelope } from '../../shared/contracts/envelope.ts'
import { parseHead } from '../../shared/contracts/head.ts'
import type { Head } from '../../shared/contracts/head.ts'
import type { PublicationKind } from './publishing-repository.ts'

/** What lies under a signed key in Redis, as the origin sees it. */
export type Lying =
  | { readonly state: 'missing' }
  /** Not ours: forged, of another environment, damaged. It may be replaced whatever version it claims. */
  | { readonly state: 'foreign'; readonly text: string }
  /** `ruleset` is what a head names. */
  | { readonly state: 'ours'; readonly version: number; readonly ruleset: NamedRuleset | undefined }

/** What a head names. */
export type NamedRuleset = Pick<Head, 'version' | 'sha256' | 'bytes'>

export interface Inspection {
  readonly environmentId: string
  readonly kind: PublicationKind
  readonly text: string | null
}

/** Believes only what this origin's own key signed for this environment. */
export async function inspectSigned(inspection: Inspection, key: VerificationKey): Promise<Lying> {
  const { environmentId, kind, text } = inspection
  if (text === null) return { state: 'missing' }
  const opened = await openEnvelope(text, [key])
  if (!opened.ok) return { state: 'foreign', text }
  const statement = kind === 'ruleset' ? parseHead(opened.payload) : parseAccessTable(opened.payload)
  if (!statement.ok || statement.value.environment !== environmentId) return { state: 'foreign', text }
  const { value } = statement
  if (value.kind === 'access') return { state: 'ours', version: value.version, ruleset: undefined }
  const { version, sha256, bytes } = value
  return { state: 'ours', version, ruleset: { version, sha256, bytes } }
}
