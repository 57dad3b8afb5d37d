import { useParams } from 'wouter'

/** Where in `/console/{project}/{environment}/flags/{flag}` the flag stands. */
const PLACE = 5

/**
 * The key in the address of a flag's screen. The router decodes an address before it is taken apart, and so leaves `%2F`
 * in a key, where a `%` of the key itself stands too: the browser's own address is read instead.
 */
export function useFlagKey(): string {
  // Renders again when the address changes.
  useParams()
  return flagKeyIn(location.pathname)
}

/** @param pathname  of a flag's screen */
export function flagKeyIn(pathname: string): string {
  return decodeURIComponent(pathname.split('/')[PLACE] ?? '')
}
