import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningEdge } from '../../../edge/testing/start-edge.ts'
import { eventually } from '../../harness/eventually.ts'
import { type Answer, call } from '../../harness/http.ts'
import type { Drill, Theatre } from '../drill.ts'
import { contextOf } from '../load/people.ts'
import { SCENE_FLAGS } from '../scene-flags.ts'
import { type Act, type Scene, inMs, underLoad } from '../under-load.ts'

const FLAGS_PATH = '/ofrep/v1/evaluate/flags'
const PERSON = 7
/** What a request waits in front of an isolate that knows nothing, and something for the machine. */
const COLD_WITHIN_MS = 3_500
const READY_WITHIN_MS = 10_000
/** Longer than it takes to leave what was loaded to the cache, and to send what was decided. */
const WINDOW_SECONDS = 1.6

/** F4: the origin stands in for Redis, and the data centre's cache for both; without any of them nobody is told that there are no flags. */
export const coldWithoutRedis: Drill = {
  name: 'F4',
  title: 'cold isolates while Redis is down',
  run: async (theatre) => {
    const cacheDirectory = await mkdtemp(join(tmpdir(), 'togglemaster-cache-'))
    try {
      return await underLoad(theatre, (scene) => playAct(theatre, scene, cacheDirectory))
    } finally {
      await rm(cacheDirectory, { recursive: true })
    }
  },
}

async function playAct(theatre: Theatre, scene: Scene, cacheDirectory: string): ReturnType<Act> {
  const { stage, goOn } = scene
  await withIsolate(stage.startIsolate({ cacheDirectory }), async ({ url }) => {
    await explainAll(scene, url)
    await goOn(WINDOW_SECONDS, 'an isolate leaves what it knows to the next one')
  })
  const problems: string[] = []
  const figures: Record<string, string> = {}
  for (const kind of theatre.isQuick ? (['refuse'] as const) : (['refuse', 'hang'] as const)) {
    const expected = await explainAll(scene, stage.edges[0])
    await stage.stack.faults.redis.set({ kind })
    const fromOrigin = await askOrigin(theatre, scene)
    figures[`${kind}: first answer by the origin`] = inMs(fromOrigin.tookMs)
    problems.push(...fromOrigin.problems)
    stage.stack.faults.origin.set({ kind })
    problems.push(...(await askCache(scene, { cacheDirectory, expected })), ...(await askNobody(scene)))
  }
  return { figures, problems }
}

/** The load asks it too, so that the oracle judges what it says. */
async function askOrigin(theatre: Theatre, { stage, load, goOn }: Scene) {
  return withIsolate(stage.startIsolate(), async ({ url }) => {
    const askedAtMs = performance.now()
    const { status } = await explain(stage.stack.keys.server, url, SCENE_FLAGS[0] ?? '')
    const tookMs = performance.now() - askedAtMs
    load.askEdges([...stage.edges, url])
    await goOn(theatre.extent(20, 1), 'the origin stands in for Redis')
    load.askEdges(stage.edges)
    await goOn(WINDOW_SECONDS, 'the last window is sent')
    const isSlow = tookMs > COLD_WITHIN_MS && !theatre.isQuick
    return {
      tookMs,
      problems: [
        ...(status === 200 ? [] : [`with the origin alone the first answer is ${status}`]),
        ...(isSlow ? [`with the origin alone the first answer took ${inMs(tookMs)}`] : []),
      ],
    }
  })
}

async function askCache(
  scene: Scene,
  { cacheDirectory, expected }: { readonly cacheDirectory: string; readonly expected: readonly string[] },
): Promise<readonly string[]> {
  return withIsolate(scene.stage.startIsolate({ cacheDirectory }), async ({ url }) => {
    const answers = await explainAll(scene, url)
    return answers.flatMap((answer, i) =>
      answer === expected[i] ? [] : [`from the cache ${answer}, expected ${expected[i]}`],
    )
  })
}

/** It says that it is not ready, and is as soon as there is something to be ready with. */
async function askNobody({ stage }: Scene): Promise<readonly string[]> {
  const { faults, keys } = stage.stack
  return withIsolate(stage.startIsolate(), async ({ url }) => {
    const single = await explain(keys.server, url, SCENE_FLAGS[0] ?? '')
    const bulk = await call(`${url}${FLAGS_PATH}`, { key: keys.server, body: { context: contextOf(PERSON) } })
    faults.origin.clear()
    faults.redis.clear()
    const mended = await eventually(
      () => explain(keys.server, url, SCENE_FLAGS[0] ?? ''),
      ({ status }) => status === 200,
      READY_WITHIN_MS,
    )
    return [
      ...[single, bulk]
        .filter((answer) => !saysNotReady(answer))
        .map(({ status, text }) => `with nothing: ${status} ${text}`),
      ...(mended.status === 200 ? [] : [`10 s after the repair it says ${mended.status}`]),
    ]
  })
}

function saysNotReady({ status, body }: Answer): boolean {
  return status === 503 && body.errorCode === 'PROVIDER_NOT_READY' && body.errorDetails !== ''
}

/** What a server is told, and how it came about: explained calls are not counted. */
async function explain(key: string, edge: string, flag: string): Promise<Answer> {
  return call(`${edge}${FLAGS_PATH}/${flag}?explain=1`, { key, body: { context: contextOf(PERSON) } })
}

/** Version, value and variant of each flag: what was published, whoever vouches for it. */
async function explainAll({ stage }: Scene, edge: string): Promise<readonly string[]> {
  const answers = await Promise.all(SCENE_FLAGS.map((flag) => explain(stage.stack.keys.server, edge, flag)))
  return answers.map(({ status, headers, body }) =>
    [status, headers.get('x-togglemaster-version'), body?.key, JSON.stringify(body?.value), body?.variant].join(' '),
  )
}

async function withIsolate<T>(starting: Promise<RunningEdge>, use: (isolate: RunningEdge) => Promise<T>): Promise<T> {
  const isolate = await starting
  try {
    return await use(isolate)
  } finally {
    await isolate.close()
  }
}
