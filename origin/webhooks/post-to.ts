import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from 'node:dns'
import { type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type LookupFunction, isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/** Sends a body and gives the status of the answer, which is not read. @throws when there is no answer */
export type PostTo = (post: Post) => Promise<number>

/** The name or address leads to a machine that is not on the open Internet. */
export class ClosedAddress extends Error {
  constructor() {
    super('the address is not public')
    this.name = 'ClosedAddress'
  }
}

/** As `lookup` of `node:dns` finds all the addresses of a name. */
export type ResolveName = (
  name: string,
  options: LookupAllOptions,
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * The address is judged at the moment of connection, so that a name which changes its mind between a look and the
 * connection gains nothing; redirects are answers like others, and not followed.
 * @param isAllowed  what may be connected to
 */
export function createPostTo(
  isAllowed: (address: string) => boolean = isPublicAddress,
  resolveName: ResolveName = lookUp,
): PostTo {
  const lookup: LookupFunction = (name, options, callback) =>
    resolveName(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const [first] = addresses.filter(({ address }) => isAllowed(address))
      if (first === undefined || addresses.some(({ address }) => !isAllowed(address))) {
        return callback(new ClosedAddress(), '')
      }
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  return ({ url, headers, body, timeoutMs }) =>
    new Promise((resolve, reject) => {
      const target = new URL(url)
      const host = target.hostname.replace(/^\[(.*)\]$/, '$1')
      // An address in the URL itself is never looked up.
      if (isIP(host) !== 0 && !isAllowed(host)) return reject(new ClosedAddress())
      const options: RequestOptions = {
        method: 'POST',
        headers,
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      }
      const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, options, (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      })
      request.on('error', reject)
      return request.end(body)
    })
}
