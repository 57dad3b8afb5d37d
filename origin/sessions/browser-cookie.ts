import type { Request } from 'express'

/** A cookie that no script can read and that no other site's form can send. */
export interface BrowserCookie {
  /** @returns a `Set-Cookie` header */
  readonly write: (value: string, isSecure: boolean) => string
  /** @returns a `Set-Cookie` header that makes a browser forget */
  readonly clear: (isSecure: boolean) => string
  /** What a browser shows; `undefined` where it shows none. */
  readonly read: (request: Request) => string | undefined
}

export interface CookieFacts {
  /** Over TLS it gets a prefix, for which browsers refuse one that another host, or plain HTTP, tries to set. */
  readonly name: string
  readonly maxAgeMs: number
}

/**
 * Over plain HTTP, which is let in on this machine only, a browser takes neither the prefix nor `Secure`. It is a cookie
 * of its own there, so that over TLS it means nothing.
 */
export function createBrowserCookie({ name, maxAgeMs }: CookieFacts): BrowserCookie {
  const nameOf = (isSecure: boolean): string => (isSecure ? secureName(name) : name)
  const setCookie = (value: string, isSecure: boolean, maxAgeSeconds: number): string => {
    const attributes = ['Path=/', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax']
    return [`${nameOf(isSecure)}=${value}`, ...attributes, ...(isSecure ? ['Secure'] : [])].join('; ')
  }
  return {
    write: (value, isSecure) => setCookie(value, isSecure, maxAgeMs / 1_000),
    clear: (isSecure) => setCookie('', isSecure, 0),
    read: (request) => {
      const start = `${nameOf(request.secure)}=`
      const pairs = (request.get('Cookie') ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
    },
  }
}

export function secureName(name: string): string {
  return `__Host-${name}`
}
