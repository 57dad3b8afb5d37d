import type { ServiceName } from '../../../local/stack/running-services.ts'
import type { Drill } from '../drill.ts'
import { SCENE_FLAGS } from '../scene-flags.ts'
import { startSlowCall } from '../slow-call.ts'
import { type Scene, underLoad } from '../under-load.ts'

const ENDS_WITHIN_MS = 10_000
/** What an isolate decided is sent a second after the first decision of its window. */
const WINDOW_SECONDS = 1.6

/**
 * F11: what is under way finishes, and the process exits 0 within 10 s. An isolate is not sent signals in production: new
 * requests go to another one, and it ends some time after its last. So it is here.
 */
export const servicesEnded: Drill = {
  name: 'F11',
  title: 'SIGTERM to each service in turn',
  run: (theatre) =>
    underLoad(theatre, async (scene) => {
      const rounds = theatre.extent(5, 1)
      const slowestMs: Record<string, number> = {}
      const problems: string[] = []
      for (let i = 0; i < rounds; i++) {
        for (const [name, end] of Object.entries(ENDINGS)) {
          theatre.say(`ending the ${name}`)
          const { tookMs, wrong } = await end(scene)
          slowestMs[name] = Math.max(slowestMs[name] ?? 0, tookMs)
          problems.push(...wrong.map((sentence) => `${name}: ${sentence}`))
          await scene.goOn(theatre.extent(10, 1), `${name} revived`)
        }
      }
      const figures = Object.entries(slowestMs).map(([name, ms]) => [`${name} ended`, `${(ms / 1_000).toFixed(1)} s`])
      return { figures: Object.fromEntries(figures) as Record<string, string>, problems }
    }),
}

interface Ending {
  readonly tookMs: number
  readonly wrong: readonly string[]
}

const ENDINGS: Readonly<Record<ServiceName, (scene: Scene) => Promise<Ending>>> = {
  worker: (scene) => endAndRevive(scene, 'worker'),
  origin: endOrigin,
  edge: endEdge,
}

async function endAndRevive({ stage: { stack } }: Scene, name: ServiceName): Promise<Ending> {
  const askedAtMs = performance.now()
  const { exitCode, signal } = await stack.end(name)
  const tookMs = performance.now() - askedAtMs
  await stack.revive(name)
  return {
    tookMs,
    wrong: [
      ...(exitCode === 0 ? [] : [`ended with ${exitCode ?? signal}, expected 0`]),
      ...(tookMs <= ENDS_WITHIN_MS ? [] : [`took ${Math.round(tookMs)} ms to end`]),
    ],
  }
}

/** A change whose body is half sent when the signal comes is under way: it is acknowledged, and it stays. */
async function endOrigin(scene: Scene): Promise<Ending> {
  const { stage } = scene
  const [flag = ''] = SCENE_FLAGS
  const { stack } = stage
  const description = `changed while the origin ended, at ${Date.now()}`
  const change = await startSlowCall(`${stack.origin}/api/v1/projects/default/flags/${flag}`, {
    method: 'PATCH',
    key: stack.masterKey,
    body: JSON.stringify({ description }),
  })
  const ending = endAndRevive(scene, 'origin')
  const status = await change.finish()
  const ended = await ending
  await stage.learn()
  const { body } = await stack.api(`/flags/${flag}`)
  return {
    ...ended,
    wrong: [
      ...ended.wrong,
      ...(status === 200 ? [] : [`what was under way was answered ${status}`]),
      ...(body.description === description ? [] : ['what was under way is not there']),
    ],
  }
}

async function endEdge(scene: Scene): Promise<Ending> {
  const { load, stage, goOn } = scene
  const [first, second] = stage.edges
  load.askEdges([second])
  await goOn(WINDOW_SECONDS, 'the isolate has no more requests')
  const ending = await endAndRevive(scene, 'edge')
  load.askEdges([first, second])
  return ending
}
