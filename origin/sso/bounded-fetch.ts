import type { CustomFetch } from 'openid-client'

/** Documents, keys and tokens are a few KB. */
const MAX_BYTES = 256 * 1_024

/** Follows no redirect, and reads no more of an answer than a provider has to say; the caller's signal bounds the time. */
export const boundedFetch: CustomFetch = async (url, { body, ...options }) => {
  const sent = body instanceof Uint8Array ? Buffer.from(body) : (body ?? null)
  const response = await fetch(url, { ...options, body: sent, redirect: 'manual' })
  const received = response.body === null ? null : await readBounded(response.body)
  return new Response(received, { status: response.status, headers: response.headers })
}

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop ends the connection.
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new Error(`the identity provider sent more than ${MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
