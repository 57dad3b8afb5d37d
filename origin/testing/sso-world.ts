import type { SsoSettings } from '../sso/sso-settings.ts'
import { type SsoBrowser, createSsoBrowser } from './sso-browser.ts'
import { type TestOrigin, type TestParts, startTestOrigin } from './start-test-origin.ts'
import { CLIENT_ID, CLIENT_SECRET, type TestProvider, startTestProvider } from './test-provider.ts'

export interface SsoWorld {
  readonly provider: TestProvider
  readonly origin: TestOrigin
  readonly browser: SsoBrowser
  readonly close: () => Promise<void>
}

/** A provider, an origin that knows it, and a browser. */
export async function startSsoWorld(changed: Partial<SsoSettings> = {}, parts: TestParts = {}): Promise<SsoWorld> {
  const provider = await startTestProvider()
  const sso: SsoSettings = {
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    publicUrl: 'http://localhost:8001',
    label: 'Acme account',
    emailDomains: [],
    unknownPeople: 'refuse',
    timeoutMs: 20_000,
    ...changed,
  }
  const origin = await startTestOrigin({ ...parts, sso })
  const close = async (): Promise<void> => {
    await origin.close()
    await provider.close()
  }
  return { provider, origin, browser: createSsoBrowser(origin), close }
}
