import type { Drill } from '../drill.ts'
import { underLoad } from '../under-load.ts'

/** F1: nobody may notice, and what is decided meanwhile is counted. */
export const originKilled: Drill = {
  name: 'F1',
  title: 'origin killed',
  run: (theatre) =>
    underLoad(theatre, async ({ stage, load, goOn }) => {
      await stage.stack.kill('origin')
      await goOn(theatre.extent(600, 3), 'origin killed')
      await stage.stack.revive('origin')
      const revivedAtMs = Date.now()
      const seen = await load.untilSeen(await stage.flip(), stage.edges, FRESH_WITHIN_MS)
      return {
        figures: { fresh: seen.ok ? `${((seen.atMs - revivedAtMs) / 1_000).toFixed(1)} s` : 'never' },
        problems: seen.ok ? [] : ['a change after its return did not arrive'],
      }
    }),
}

const FRESH_WITHIN_MS = 10_000
