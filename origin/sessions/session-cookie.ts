import type { Request } from 'express'
import { SESSION_LIFE_MS } from './session-life.ts'

/** The prefix makes browsers refuse one that another host, or plain HTTP, tries to set. */
export const SECURE_COOKIE = '__Host-togglemaster'
/**
 * Over plain HTTP, which is let in on this machine only, a browser takes neither the prefix nor `Secure`. It is a cookie
 * of its own, so that over TLS it means nothing.
 */
const LOCAL_COOKIE = 'togglemaster'

/** A `Set-Cookie` header that signs a browser in. */
export function writeSessionCookie(token: string, isSecure: boolean): string {
  return cookie(token, isSecure, SESSION_LIFE_MS / 1_000)
}

/** A `Set-Cookie` header that makes a browser forget. */
export function clearSessionCookie(isSecure: boolean): string {
  return cookie('', isSecure, 0)
}

/** The token that a browser shows. */
export function readSessionCookie(request: Request): string | undefined {
  const name = nameOf(request.secure)
  const pairs = (request.get('Cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

function cookie(value: string, isSecure: boolean, maxAgeSeconds: number): string {
  const attributes = ['Path=/', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])]
  return [`${nameOf(isSecure)}=${value}`, ...attributes].join('; ')
}

function nameOf(isSecure: boolean): string {
  return isSecure ? SECURE_COOKIE : LOCAL_COOKIE
}
