// The same decisions written by hand (`floor.mjs`) behind the same router, and JSON.stringify of all of them.
import { Hono } from 'hono'
import { setup } from '../../floor.mjs'

const flags = await setup()

export default new Hono()
  .post('/', async (c) => {
    const { context } = await c.req.json()
    return c.json({ key: 'bool-flag-0', value: flags.w1on(context), reason: 'STATIC' })
  })
  .post('/all', async (c) => {
    const { context } = await c.req.json()
    const values = flags.w5(context)
    return c.json({ flags: Object.keys(values).map((key) => ({ key, value: values[key], reason: 'STATIC' })) })
  })
