import { type IssuedRuleset, issuedTag, parseIssuedRuleset } from '../../shared/contracts/issued-ruleset.ts'
import { parseJson } from '../../shared/contracts/json.ts'
import type { OriginAddress } from '../config.ts'
import { BODY_TIMEOUT_MS, type RulesetSource, type SignedTexts } from './ruleset-source.ts'

/** What the origin said instead of a ruleset. */
class OriginRefused extends Error {
  override readonly name = 'OriginRefused'
}

const NOT_THERE: SignedTexts = { head: undefined, access: undefined, isPublishedTo: true }

/**
 * Asks the origin itself, which signs anew for whoever asks. One answer has everything: its body is held until it is
 * asked for, or until another answer comes.
 */
export function createOriginSource({ url, token }: OriginAddress): RulesetSource {
  let held: { readonly environmentId: string; readonly version: number; readonly body: string } | undefined

  const ask = async (
    environmentId: string,
    timeoutMs: number,
    tag?: string,
  ): Promise<IssuedRuleset | 'same' | 'none'> => {
    const response = await fetch(`${url}/edge/v1/rulesets/${environmentId}`, {
      headers: { authorization: `Bearer ${token}`, ...(tag === undefined ? {} : { 'if-none-match': tag }) },
      // Whoever is redirected to must not get the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    if (response.status === 304) return 'same'
    if (response.status === 404) return 'none'
    const json = parseJson(text)
    const issued = parseIssuedRuleset(json.ok ? json.value : undefined)
    if (response.status !== 200 || !issued.ok) throw new OriginRefused(String(response.status))
    held = { environmentId, version: versionOf(issued.value.head), body: issued.value.body }
    return issued.value
  }

  return {
    readSigned: async (environmentId, { timeoutMs, parts, known }) => {
      const answer = await ask(environmentId, timeoutMs, tagOf(known))
      if (answer === 'none') return NOT_THERE
      const { head, access } = answer === 'same' ? { ...NOT_THERE, ...known } : answer
      return { head, access: parts === 'all' ? access : undefined, isPublishedTo: true }
    },
    readBody: async (environmentId, version) => {
      const isHeld = (): boolean => held?.environmentId === environmentId && held.version === version
      if (!isHeld()) await ask(environmentId, BODY_TIMEOUT_MS)
      if (!isHeld()) return undefined
      const body = held?.body
      held = undefined
      return body
    },
  }
}

function tagOf(known: Pick<SignedTexts, 'head' | 'access'> | undefined): string | undefined {
  if (known?.head === undefined || known.access === undefined) return undefined
  return issuedTag(versionOf(known.head), versionOf(known.access))
}

/** As it stands before the envelope, unsigned: here it only says which of two texts is meant. */
function versionOf(envelope: string): number {
  return Number.parseInt(envelope, 10)
}
