import { BlockList, isIP } from 'node:net'

/** Addresses that are not of the open Internet: IANA's special-purpose registries for IPv4 and IPv6. */
/** Apart: Node takes an IPv4 address for its mapped form where it looks among IPv6 networks. */
const closedV4 = new BlockList()
const closedV6 = new BlockList()
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Everything but global unicast (2000::/3), and of that what leads back to IPv4 or is for documentation. */
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
for (const [network, bits] of CLOSED_V4) closedV4.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of CLOSED_V6) closedV6.addSubnet(network, bits, 'ipv6')

/** Whether an IP address is one that anybody on the Internet could reach. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return family === 4 ? !closedV4.check(address, 'ipv4') : !closedV6.check(address, 'ipv6')
}
