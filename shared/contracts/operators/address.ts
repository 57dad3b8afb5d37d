import * as z from 'zod/mini'
import { parseIpNetwork } from '../../values/ip-address.ts'
import {
  type AttributeTestOf,
  type Negatable,
  type OperatorRow,
  attribute,
  negate,
  operandList,
} from './operator-row.ts'

export interface InNetworkCondition extends AttributeTestOf<'inNetwork'>, Negatable {
  /** CIDR notation or single addresses, IPv4 and IPv6 mixed. */
  readonly values: readonly string[]
}

const network = z.string().check(
  z.refine((text) => parseIpNetwork(text) !== undefined, {
    error: 'expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32',
  }),
)

const inNetwork: OperatorRow<InNetworkCondition> = {
  schema: z.strictObject({
    ...attribute,
    ...negate,
    operator: z.literal('inNetwork'),
    values: operandList(network),
  }),
  about: 'The IP address lies in one of the networks (CIDR, IPv4 and IPv6).',
  compares: ['text'],
  detail:
    'A text that is no address is of the wrong kind. An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) is the IPv4 address; apart from it no IPv4 address lies in an IPv6 network. Bits after the prefix are ignored.',
  negatable: true,
  ignoresCase: false,
  example: { attribute: 'ip', operator: 'inNetwork', values: ['10.0.0.0/8', '2001:db8::/32'] },
}

export const ADDRESS_OPERATORS = { inNetwork } as const
