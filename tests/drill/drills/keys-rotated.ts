import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../../harness/eventually.ts'
import { call } from '../../harness/http.ts'
import type { Drill } from '../drill.ts'
import type { Stage } from '../stage.ts'
import { SCENE_FLAGS } from '../scene-flags.ts'
import { underLoad } from '../under-load.ts'

const KEYS = '/environments/production/keys'
const ROTATIONS = 5
/** The bound for keys while Redis is healthy. */
const DEAD_WITHIN_MS = 5_250
/** What was asked with the old key has been answered. */
const HANDOVER_MS = 500

/** F13: a new key works at once and an old one until it is revoked, and then within the bound no more. */
export const keysRotated: Drill = {
  name: 'F13',
  title: 'keys rotated and revoked',
  run: (theatre) =>
    underLoad(theatre, async ({ stage, load, goOn }) => {
      const deadAfterMs: number[] = []
      let old: CreatedKey | undefined
      for (let i = 0; i < ROTATIONS; i++) {
        const made = await createKey(stage)
        load.useKey(made.key)
        await sleep(HANDOVER_MS)
        if (old !== undefined) deadAfterMs.push(await revoke(stage, old, SCENE_FLAGS[0] ?? ''))
        old = made
        await goOn(theatre.extent(10, 1), `rotated ${i + 1} times`)
      }
      load.useKey(stage.stack.keys.server)
      const slowestMs = Math.max(...deadAfterMs)
      return {
        figures: { rotations: ROTATIONS, 'revoked is dead after': `${(slowestMs / 1_000).toFixed(2)} s` },
        problems: slowestMs <= DEAD_WITHIN_MS ? [] : [`a revoked key was accepted for ${Math.round(slowestMs)} ms`],
      }
    }),
}

interface CreatedKey {
  readonly id: string
  readonly key: string
}

async function createKey({ stack }: Stage): Promise<CreatedKey> {
  const { status, body, text } = await stack.api(KEYS, { body: { name: 'drill', kind: 'srv' } })
  if (status !== 201) throw new Error(`making a key: ${text}`)
  return body as CreatedKey
}

/** @returns how long after its revocation was acknowledged the last isolate accepted it; infinite when one still does */
async function revoke({ stack, edges }: Stage, { id, key }: CreatedKey, flag: string): Promise<number> {
  await stack.api(`${KEYS}/${id}`, { method: 'DELETE' })
  const revokedAtMs = performance.now()
  const deadAfterMs = await Promise.all(
    edges.map(async (edge) => {
      // An explained call is not counted.
      const ask = () =>
        call(`${edge}/ofrep/v1/evaluate/flags/${flag}?explain=1`, { key, body: { context: { targetingKey: 'u' } } })
      const { status } = await eventually(ask, (answer) => answer.status === 401, DEAD_WITHIN_MS + 1_000)
      return status === 401 ? performance.now() - revokedAtMs : Number.POSITIVE_INFINITY
    }),
  )
  return Math.max(...deadAfterMs)
}
