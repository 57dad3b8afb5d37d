// A router in front of a constant; the body is not read.
import { Hono } from 'hono'

export default new Hono().post('/', (c) => c.json({ key: 'bool-flag-0', value: true, variant: 'on', reason: 'STATIC' }))
