import * as z from 'zod/mini'
import { parseJson } from '../../shared/contracts/json.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import type { Runtime } from '../runtime.ts'
import { BODY_TIMEOUT_MS, type RulesetSource } from './ruleset-source.ts'
import type { TextCache } from './text-cache.ts'

/** The last known good of a data centre, and bodies by version: what isolates before this one believed. */
export interface CacheSource extends RulesetSource {
  keepSigned(environmentId: string, texts: KeptTexts): Promise<void>
  keepBody(environmentId: string, version: number, stored: string): Promise<void>
}

/** Both envelopes, in one entry: they belong together. */
export interface KeptTexts {
  readonly head: string
  readonly access: string
}

class CacheTooSlow extends Error {
  override readonly name = 'CacheTooSlow'
}

const keptSchema: z.ZodMiniType<KeptTexts> = z.object({ head: z.string(), access: z.string() })

export function createCacheSource(cache: TextCache, runtime: Pick<Runtime, 'sleep'>): CacheSource {
  const within = async <T>(reading: Promise<T>, timeoutMs: number): Promise<T> => {
    const late = runtime.sleep(timeoutMs).then(() => Promise.reject(new CacheTooSlow(`${timeoutMs} ms`)))
    // Nobody may be left to hear that it was late.
    late.catch(() => undefined)
    return Promise.race([reading, late])
  }
  return {
    readSigned: async (environmentId, { timeoutMs, parts }) => {
      const kept = readKept(await within(cache.get(signedPath(environmentId)), timeoutMs))
      const access = parts === 'all' ? kept?.access : undefined
      return { head: kept?.head, access, isPublishedTo: kept !== undefined }
    },
    readBody: (environmentId, version) => within(cache.get(bodyPath(environmentId, version)), BODY_TIMEOUT_MS),
    keepSigned: (environmentId, { head, access }) =>
      cache.put(signedPath(environmentId), JSON.stringify({ head, access })),
    keepBody: (environmentId, version, stored) => cache.put(bodyPath(environmentId, version), stored),
  }
}

/** What cannot be read is as good as absent. */
function readKept(text: string | undefined): KeptTexts | undefined {
  const json = parseJson(text ?? '')
  const kept = parseWith(keptSchema, json.ok ? json.value : undefined)
  return kept.ok ? kept.value : undefined
}

function signedPath(environmentId: string): string {
  return `${environmentId}/signed`
}

function bodyPath(environmentId: string, version: number): string {
  return `${environmentId}/rulesets/${version}`
}
