import * as z from 'zod/mini'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import type { Seal } from './seal.ts'

const flowSchema = z.strictObject({
  /** Comes back from the provider; says that this browser began. */
  state: z.string(),
  /** Comes back inside the token; says that it was issued for this sign-in. */
  nonce: z.string(),
  /** Shown with the code; says that whoever redeems it is who began (PKCE). */
  verifier: z.string(),
  /** A path of ours. */
  returnTo: z.string(),
  /** Of the link by which somebody was invited. */
  invitation: z.nullable(z.string()),
  expiresAtMs: z.number(),
})

/** A single sign-on under way; its browser carries it, sealed. */
export type SignOnFlow = Readonly<z.infer<typeof flowSchema>>

export function sealFlow(seal: Seal, flow: SignOnFlow): string {
  return seal.close(JSON.stringify(flow))
}

/** @returns `undefined` for what we did not seal, since this process started */
export function openFlow(seal: Seal, sealed: string): SignOnFlow | undefined {
  const text = seal.open(sealed)
  if (text === undefined) return undefined
  const result = parseWith(flowSchema, JSON.parse(text))
  return result.ok ? result.value : undefined
}
