// The client that GrowthBook recommends for servers, made once an isolate, with the payload embedded: no reading of
// anything, no tracking, no keys.
import { Hono } from 'hono'
import { GrowthBookClient } from '../node_modules/@growthbook/growthbook/dist/bundles/esm.min.js'

let opened

function open({ PAYLOAD }) {
  if (opened === undefined) {
    const payload = JSON.parse(PAYLOAD)
    opened = { client: new GrowthBookClient().initSync({ payload }), keys: Object.keys(payload.features) }
  }
  return opened
}

function answer(key, { value, ruleId, source }) {
  return { key, value, variant: ruleId, reason: source }
}

export default new Hono()
  .post('/', async (c) => {
    const { context } = await c.req.json()
    const { client } = open(c.env)
    return c.json(answer('bool-flag-0', client.evalFeature('bool-flag-0', { attributes: context })))
  })
  .post('/all', async (c) => {
    const { context } = await c.req.json()
    const { client, keys } = open(c.env)
    const attributes = { attributes: context }
    return c.json({ flags: keys.map((key) => answer(key, client.evalFeature(key, attributes))) })
  })
