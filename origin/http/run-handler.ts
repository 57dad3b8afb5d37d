import type { Request, RequestHandler, Response } from 'express'

/** Lets a handler of Express do its part of a request outside of a router. Rejects with what it hands on as an error. */
export async function runHandler(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown): void => (error === undefined ? resolve() : reject(error))
    void handler(request, response, next)
  })
}
