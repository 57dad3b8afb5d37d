import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type Provider, ProviderEvents } from '@openfeature/web-sdk'

/** Somebody's application, as small as can be: shows what one flag serves, and again whenever that changes. */
const asked = new URLSearchParams(location.search)
const flag = asked.get('flag') ?? ''

await OpenFeature.setContext({ targetingKey: 'bia', plan: 'pro' })
const headers: [string, string][] = [['Authorization', `Bearer ${asked.get('key')}`]]
const provider = new OFREPWebProvider({ baseUrl: asked.get('edge') ?? '', headers, pollInterval: 500 })
// Its types and the SDK's differ by an `undefined`.
await OpenFeature.setProviderAndWait(provider as Provider)

const client = OpenFeature.getClient()
const show = (): void => {
  const { value, variant, reason } = client.getBooleanDetails(flag, false)
  document.body.textContent = `${flag} is ${value}: ${variant}, ${reason}`
}
client.addHandler(ProviderEvents.ConfigurationChanged, show)
show()
