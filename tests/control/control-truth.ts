export const FLAGS = ['f0', 'f1', 'f2'] as const
export const SEGMENTS = ['s0', 's1'] as const
export const ENVIRONMENTS = ['development', 'production'] as const
export type FlagKey = (typeof FLAGS)[number]
export type SegmentKey = (typeof SEGMENTS)[number]
export type EnvironmentKey = (typeof ENVIRONMENTS)[number]

/** What a boolean flag does in an environment: a rule turns it on for a segment or for a country. */
export interface Behaviour {
  readonly enabled: boolean
  readonly rule: SegmentKey | 'country' | 'none'
  readonly serve: 'on' | 'off'
}

export interface TrueConfiguration {
  behaviour: Behaviour
  /** Whether anybody said so since the flag was made. */
  isConfigured: boolean
  version: number
  /** By version, whatever became of the flag meanwhile. */
  readonly history: Map<number, Behaviour>
}

export interface TrueFlag {
  state: 'live' | 'archived' | 'deleted'
  version: number
  clientVisible: boolean
  readonly in: Readonly<Record<EnvironmentKey, TrueConfiguration>>
}

export interface TrueSegment {
  readonly included: readonly string[]
  readonly version: number
}

/** Of a flag in all environments. */
export type Everywhere = 'archive' | 'restore' | 'delete' | 'show' | 'hide'

export interface TrueRequest {
  readonly id: string
  readonly flag: FlagKey
  state: 'open' | 'applied' | 'rejected' | 'withdrawn' | 'failed'
  version: number
  /** Of production's configuration; of the flag itself where it is asked for everywhere. */
  baseVersion: number
  asked: Behaviour | Everywhere
  isApproved: boolean
}

export interface TrueKey {
  readonly id: string
  /** Shown once. */
  readonly text: string
  isRevoked: boolean
}

/** All that the model knows; production is protected and development is not. */
export interface ControlTruth {
  readonly flags: Map<FlagKey, TrueFlag>
  readonly segments: Readonly<Record<EnvironmentKey, Map<SegmentKey, TrueSegment>>>
  readonly requests: TrueRequest[]
  readonly keys: TrueKey[]
  /** Creations with an Idempotency-Key that were answered. */
  readonly answered: Set<FlagKey>
  /** Operations so far. */
  performed: number
}

export const NEW_BEHAVIOUR: Behaviour = { enabled: false, rule: 'none', serve: 'on' }

export function createControlTruth(): ControlTruth {
  return {
    flags: new Map(),
    segments: { development: new Map(), production: new Map() },
    requests: [],
    keys: [],
    answered: new Set(),
    performed: 0,
  }
}

export function newFlag(): TrueFlag {
  return {
    state: 'live',
    version: 1,
    clientVisible: false,
    in: { development: newConfiguration(), production: newConfiguration() },
  }
}

function newConfiguration(): TrueConfiguration {
  return { behaviour: NEW_BEHAVIOUR, isConfigured: false, version: 1, history: new Map() }
}

/** As people send it. */
export function inputOf({ enabled, rule, serve }: Behaviour) {
  const condition = rule === 'country' ? { attribute: 'country', operator: 'equals', value: 'BR' } : { segment: rule }
  const rules = rule === 'none' ? [] : [{ id: 'r', if: condition, serve: { variant: 'on' } }]
  return { enabled, rules, defaultServe: { variant: serve } }
}

export interface Person {
  readonly targetingKey: string
  readonly country: string
}

/** The value that an edge must give, by the configuration alone. */
export function valueFor(truth: ControlTruth, place: { flag: FlagKey; environment: EnvironmentKey }, person: Person) {
  const flag = truth.flags.get(place.flag)
  if (flag?.state !== 'live') return undefined
  const { enabled, rule, serve } = flag.in[place.environment].behaviour
  if (!enabled) return false
  const segment = rule === 'none' || rule === 'country' ? undefined : truth.segments[place.environment].get(rule)
  const isMatch = rule === 'country' ? person.country === 'BR' : segment?.included.includes(person.targetingKey)
  return isMatch === true || serve === 'on'
}

export function hasSegmentOf(truth: ControlTruth, environment: EnvironmentKey, { rule }: Behaviour): boolean {
  return rule === 'none' || rule === 'country' || truth.segments[environment].has(rule)
}

/** Whether production uses a flag, or is asked to: then nobody alone changes what it is everywhere. */
export function isGuarded({ flags, requests }: ControlTruth, key: FlagKey): boolean {
  const isAsked = requests.some((one) => one.flag === key && one.state === 'open' && typeof one.asked === 'object')
  return isAsked || flags.get(key)?.in.production.isConfigured === true
}

/** Whether one person alone may make this change: anything in development, only a kill in production. */
export function isAllowedAlone(environment: EnvironmentKey, before: Behaviour, after: Behaviour): boolean {
  const isKill = before.enabled && !after.enabled && before.rule === after.rule && before.serve === after.serve
  return environment === 'development' || isKill
}
