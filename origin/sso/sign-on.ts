import type { ApiContext } from '../http/api-context.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { RandomBytes } from '../identities/draw-id.ts'
import { drawToken } from '../identities/draw-token.ts'
import { createAttemptCounter } from '../sessions/attempt-counter.ts'
import { openSession } from '../sessions/open-session.ts'
import { sessionCookie } from '../sessions/session-cookie.ts'
import type { Visit } from '../sessions/visit.ts'
import { acquaintanceWith, admit } from './admit.ts'
import { decideAdmission } from './decide-admission.ts'
import { type FinishedFlows, createFinishedFlows } from './finished-flows.ts'
import type { Identity } from './identity.ts'
import { type ProviderAnswer, createProvider } from './provider.ts'
import { type Seal, createSeal } from './seal.ts'
import { SIGN_ON_LIFE_MS, signOnCookie } from './sign-on-cookie.ts'
import { type SignOnFlow, openFlow, sealFlow } from './sign-on-flow.ts'
import type { SsoSettings } from './sso-settings.ts'

/** Single sign-on, from a page of ours to the provider and back. */
export interface SignOn {
  /** @throws OriginError `sso_unavailable` */
  readonly begin: (visit: Visit, wish: Wish) => Promise<OnwardWay>
  /** @throws OriginError every `sso_…` but `sso_off` */
  readonly finish: (visit: Visit, answer: ProviderAnswer) => Promise<OnwardWay>
}

export interface Wish {
  readonly returnTo: string
  /** Of a link by which somebody was invited. */
  readonly invitation: string | null
}

export interface OnwardWay {
  readonly location: string
  readonly setCookie: readonly string[]
}

/** In a quarter of an hour, of one address: an office in the morning. Each costs the provider a call. */
const ATTEMPTS_PER_NETWORK = 50

export function createSignOn(context: ApiContext, settings: SsoSettings, randomBytes: RandomBytes): SignOn {
  const { clock } = context
  const seal = createSeal(randomBytes)
  const finished = createFinishedFlows(clock)
  const attempts = createAttemptCounter({ clock, attempts: ATTEMPTS_PER_NETWORK })
  const provider = createProvider(settings, clock)
  return {
    begin: async (visit, wish) => {
      const [state, nonce, verifier] = [drawToken(randomBytes), drawToken(randomBytes), drawToken(randomBytes)]
      const flow = { ...wish, state, nonce, verifier, expiresAtMs: clock() + SIGN_ON_LIFE_MS }
      const location = await provider.addressFor(flow)
      return { location, setCookie: [signOnCookie.write(sealFlow(seal, flow), visit.isSecure)] }
    },
    finish: async (visit, answer) => {
      attempts.begin(visit.network)
      const flow = takeFlow(visit, answer, { seal, finished, clock })
      const identity = await provider.identify(flow, answer)
      const token = await enter(context, { visit, flow, identity, settings })
      attempts.forgive(visit.network)
      const { isSecure } = visit
      return {
        location: flow.returnTo,
        setCookie: [sessionCookie.write(token, isSecure), signOnCookie.clear(isSecure)],
      }
    },
  }
}

interface FlowBook {
  readonly seal: Seal
  readonly finished: FinishedFlows
  readonly clock: () => number
}

/** The flow that this browser began and that the answer belongs to; it is over from then on. */
function takeFlow(
  { sealedSignOn = '' }: Visit,
  { state }: ProviderAnswer,
  { seal, finished, clock }: FlowBook,
): SignOnFlow {
  const flow = openFlow(seal, sealedSignOn)
  if (flow !== undefined && flow.state === state && clock() < flow.expiresAtMs && finished.finish(flow)) return flow
  throw new OriginError('sso_not_begun', 'expected the answer to a sign-in that this browser began: begin again')
}

interface Entry {
  readonly visit: Visit
  readonly flow: SignOnFlow
  readonly identity: Identity
  readonly settings: SsoSettings
}

/** @returns the token of the session */
async function enter(
  { database, drawId, commit }: ApiContext,
  { visit, flow, identity, settings }: Entry,
): Promise<string> {
  const admission = decideAdmission(identity, settings, acquaintanceWith(database, identity, flow.invitation))
  if (admission.kind === 'refused') throw new OriginError(admission.code, admission.detail)
  const accountId = 'account' in admission ? admission.account.id : drawId()
  const author = { actor: accountId, address: visit.address, way: 'console', reason: 'single sign-on' } as const
  return commit(author, (change) => {
    admit(change, admission, { accountId, identity })
    return openSession(change, accountId, visit)
  })
}
