// LaunchDarkly's SDK for Cloudflare on a KV namespace that holds the environment, made once an isolate, as its pages
// say; its own call for all flags. It sends no events.
import { init } from '@launchdarkly/cloudflare-server-sdk'
import { Hono } from 'hono'

let client

async function open({ LD_KV }) {
  client ??= init('benchmark', LD_KV, { sendEvents: false })
  await client.waitForInitialization()
  return client
}

const contextOf = ({ context: { targetingKey, ...attributes } }) => ({ kind: 'user', key: targetingKey, ...attributes })

export default new Hono()
  .post('/', async (c) => {
    const context = contextOf(await c.req.json())
    const { value, variationIndex, reason } = await (await open(c.env)).variationDetail('bool-flag-0', context, false)
    return c.json({ key: 'bool-flag-0', value, variant: variationIndex, reason: reason.kind })
  })
  .post('/all', async (c) => {
    const context = contextOf(await c.req.json())
    const state = await (await open(c.env)).allFlagsState(context, { withReasons: true })
    return c.json(state.toJSON())
  })
