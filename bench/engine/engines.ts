import type { EngineModule } from './engine.ts'

export const OURS = 'togglemaster'
export const FLOOR = 'floor'

/** In the order of the report's columns. */
const FILES = {
  [OURS]: './ours.ts',
  [FLOOR]: '../floor.mjs',
  growthbook: '../peers/growthbook.mjs',
  unleash: '../peers/unleash.mjs',
  'flagd-compiled': '../peers/flagd-compiled.mjs',
  'flagd-interpreted': '../peers/flagd-interpreted.mjs',
  launchdarkly: '../peers/launchdarkly.mjs',
  configcat: '../peers/configcat.mjs',
  featurevisor: '../peers/featurevisor.mjs',
} as const

export type EngineName = keyof typeof FILES

export const ENGINE_NAMES = Object.keys(FILES) as readonly EngineName[]

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(FILES, name)
}

export function isPeer(name: EngineName): boolean {
  return name !== OURS && name !== FLOOR
}

export function loadEngine(name: EngineName): Promise<EngineModule> {
  return import(new URL(FILES[name], import.meta.url).href) as Promise<EngineModule>
}
