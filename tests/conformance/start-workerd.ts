import { Miniflare } from 'miniflare'
import { build } from 'vite'
import type { ConformanceAnswer, ConformanceSuite } from '../../shared/conformance/suite.ts'

/** The evaluator inside the runtime that edges run in. */
export interface Workerd {
  readonly answer: (suites: readonly ConformanceSuite[]) => Promise<readonly (readonly ConformanceAnswer[])[]>
  readonly stop: () => Promise<void>
}

/** Bundles the evaluator as a Worker and starts it. */
export async function startWorkerd(): Promise<Workerd> {
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: await bundleWorker() }],
    compatibilityDate: '2026-05-03',
    cf: false,
  })
  return {
    answer: async (suites) => {
      const response = await miniflare.dispatchFetch('http://conformance/', {
        method: 'POST',
        body: JSON.stringify(suites),
      })
      if (!response.ok) throw new Error(await response.text())
      return (await response.json()) as readonly (readonly ConformanceAnswer[])[]
    },
    stop: () => miniflare.dispose(),
  }
}

async function bundleWorker(): Promise<string> {
  const entry = new URL('./conformance-worker.ts', import.meta.url).pathname
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2023', lib: { entry, formats: ['es'], fileName: 'worker' } },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('expected a bundle')
  return output.output[0].code
}
