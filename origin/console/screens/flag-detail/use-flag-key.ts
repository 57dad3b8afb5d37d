import { usePathname } from 'wouter/use-browser-location'

const BEFORE_KEY = '/flags/'

/** The flag of the address, from the bytes of the address: a key may hold `/` and `%`, which the router has decoded already. */
export function useFlagKey(): string {
  const pathname = usePathname()
  return decodeURIComponent(pathname.slice(pathname.indexOf(BEFORE_KEY) + BEFORE_KEY.length))
}
