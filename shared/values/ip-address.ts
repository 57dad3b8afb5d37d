/** An address as numbers: one of 32 bits for IPv4, four of 32 bits for IPv6. */
export type IpAddress = readonly number[]

/** All addresses that share their first `bits` with `address`. */
export interface IpNetwork {
  readonly address: IpAddress
  readonly bits: number
}

const V4_PART = /^(?:0|[1-9]\d{0,2})$/
const V6_PART = /^[0-9A-Fa-f]{1,4}$/
/** `::ffff:0:0/96`: IPv4 inside IPv6. */
const MAPPED_BITS = 96

/**
 * Reads an address: dotted decimal (no leading zeros: some read them as octal) or IPv6 (RFC 4291 §2.2, no zone). An
 * IPv4-mapped IPv6 address is the IPv4 address that it holds.
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (!text.includes(':')) return parseV4(text)
  const address = parseV6(text)
  return address !== undefined && isMapped(address) ? address.slice(3) : address
}

/**
 * Reads a network in CIDR notation, or a single address. Bits after the prefix are ignored, so `10.1.2.3/8` is
 * `10.0.0.0/8`.
 */
export function parseIpNetwork(text: string): IpNetwork | undefined {
  const [addressText = '', bitsText, ...more] = text.split('/')
  const isV6 = addressText.includes(':')
  const address = isV6 ? parseV6(addressText) : parseV4(addressText)
  const width = isV6 ? 128 : 32
  if (address === undefined || more.length > 0) return undefined
  if (bitsText !== undefined && !V4_PART.test(bitsText)) return undefined
  const bits = bitsText === undefined ? width : Number(bitsText)
  if (bits > width) return undefined
  if (isV6 && bits >= MAPPED_BITS && isMapped(address)) return { address: address.slice(3), bits: bits - MAPPED_BITS }
  return { address, bits }
}

/** Whether the address lies in the network; never across the two families. */
export function isInNetwork(address: IpAddress, network: IpNetwork): boolean {
  if (address.length !== network.address.length) return false
  for (let i = 0, bits = network.bits; i < address.length && bits > 0; i++, bits -= 32) {
    const shift = Math.max(0, 32 - bits)
    if ((address[i] ?? 0) >>> shift !== (network.address[i] ?? 0) >>> shift) return false
  }
  return true
}

function parseV4(text: string): IpAddress | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => V4_PART.test(part) && Number(part) <= 255)) return undefined
  return [parts.reduce((total, part) => total * 256 + Number(part), 0)]
}

function parseV6(text: string): IpAddress | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, i) => (half === '' ? [] : parseGroups(half, i === halves.length - 1)))
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  const given = head.length + (tail?.length ?? 0)
  if (halves.length === 1 ? given !== 8 : given > 7) return undefined
  const groups = [...head, ...Array<number>(8 - given).fill(0), ...(tail ?? [])]
  return [0, 2, 4, 6].map((i) => (groups[i] ?? 0) * 65_536 + (groups[i + 1] ?? 0))
}

/** 16-bit groups; the very last may be an IPv4 address, which makes two of them. */
function parseGroups(text: string, isEnd: boolean): readonly number[] | undefined {
  const parts = text.split(':')
  const v4 = isEnd ? parseV4(parts.at(-1) ?? '')?.[0] : undefined
  const plain = v4 === undefined ? parts : parts.slice(0, -1)
  if (!plain.every((part) => V6_PART.test(part))) return undefined
  const groups = plain.map((part) => Number.parseInt(part, 16))
  return v4 === undefined ? groups : [...groups, Math.floor(v4 / 65_536), v4 % 65_536]
}

function isMapped(address: IpAddress): boolean {
  return address[0] === 0 && address[1] === 0 && address[2] === 0xffff
}
