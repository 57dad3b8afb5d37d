import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What helmet says of every answer. It says the same each time, and so is asked once. */
export function setSecurityHeaders(): RequestHandler {
  const headers = headersOfHelmet()
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    next()
  }
}

function headersOfHelmet(): readonly (readonly [string, string])[] {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet()(request, response, (error) => {
    if (error !== undefined) throw new Error('helmet could not say its headers', { cause: error })
  })
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))])
}
