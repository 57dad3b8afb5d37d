import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type IDToken,
  None,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client'
import { type Patience, askSeldom } from './ask-seldom.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { type Identity, identityOf } from './identity.ts'
import { failureOf, unavailable } from './provider-failure.ts'
import type { SignOnFlow } from './sign-on-flow.ts'
import type { SsoSettings } from './sso-settings.ts'

/** What a provider sends a browser back with. */
export interface ProviderAnswer {
  readonly code?: string
  readonly state?: string
  readonly iss?: string
  readonly error?: string
}

/** The identity provider, as far as signing in needs it. */
export interface Provider {
  /**
   * Where the browser goes to say who it is.
   * @throws OriginError `sso_unavailable`
   */
  readonly addressFor: (flow: SignOnFlow) => Promise<string>
  /**
   * Who came back: redeems the code, and believes the token only after signature, issuer, audience, nonce and times.
   * @throws OriginError `sso_refused` or `sso_unavailable`
   */
  readonly identify: (flow: SignOnFlow, answer: ProviderAnswer) => Promise<Identity>
}

export const CALLBACK_PATH = '/api/v1/sso/callback'
/** Endpoints change seldom; keys are looked up anew by the library when an unknown one signs. */
const KEPT_MS = 3_600_000
const PAUSE_MS = 2_000
/** Two machines' clocks. */
const CLOCK_TOLERANCE_SECONDS = 30

/** Asks nothing before somebody signs in: a provider that is down holds up no start. */
export function createProvider(settings: SsoSettings, clock: () => number): Provider {
  const patience: Patience = { clock, keptMs: KEPT_MS, pauseMs: PAUSE_MS }
  const discover = askSeldom(() => discoverProvider(settings), patience)
  const redirectUri = settings.publicUrl + CALLBACK_PATH
  return {
    addressFor: async ({ state, nonce, verifier }) => {
      const configuration = await discover()
      return buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href
    },
    identify: async ({ state, nonce, verifier }, answer) => {
      const configuration = await discover()
      const url = new URL(redirectUri)
      for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      try {
        const tokens = await authorizationCodeGrant(configuration, url, checks)
        const claims = tokens.claims()
        if (claims === undefined) throw new Error('the identity provider sent no ID token')
        return identityOf(claims, await profileOf(configuration, claims, tokens.access_token))
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

async function discoverProvider({ issuer, clientId, clientSecret, timeoutMs }: SsoSettings): Promise<Configuration> {
  // Without it the library trusts TLS and leaves the signature of a token unread.
  const execute = [enableNonRepudiationChecks]
  if (issuer.startsWith('http:')) execute.push(allowInsecureRequests)
  try {
    return await discovery(
      new URL(issuer),
      clientId,
      { [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      authenticationBy(clientSecret),
      { execute, timeout: timeoutMs / 1_000, [customFetch]: boundedFetch },
    )
  } catch (error) {
    throw unavailable(error)
  }
}

/** As the provider takes it; one that does not say takes the header (OpenID Connect Discovery, 3). */
function authenticationBy(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None()
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
}

/** Some providers keep the e-mail out of their tokens. */
async function profileOf(configuration: Configuration, claims: IDToken, accessToken: string): Promise<object> {
  const { userinfo_endpoint: endpoint } = configuration.serverMetadata()
  if (claims['email'] !== undefined || endpoint === undefined) return claims
  return fetchUserInfo(configuration, accessToken, claims.sub)
}
