/**
 * The least that Express can do: `/<name>` answers a constant of that name, whatever the method. A process of its own,
 * as the origin is; prints nothing, and listens when it can be asked for.
 */
import { readFileSync } from 'node:fs'
import express from 'express'

const { PORT = '', CONSTANTS_FILE = '' } = process.env
const constants = JSON.parse(readFileSync(CONSTANTS_FILE, 'utf8')) as Readonly<Record<string, string>>
const app = express()
for (const [name, text] of Object.entries(constants)) {
  app.all(`/${name}`, (_request, response) => {
    response.type('application/json').send(text)
  })
}
app.listen(Number(PORT), '127.0.0.1')
