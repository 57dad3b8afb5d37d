import type { ADDRESS_OPERATORS } from '../../contracts/operators/address.ts'
import { isInNetwork, parseIpAddress, parseIpNetwork } from '../../values/ip-address.ts'
import { addSteps } from '../compilation.ts'
import type { CompilersOf } from './attribute-test.ts'

export const ADDRESS_COMPILERS: CompilersOf<typeof ADDRESS_OPERATORS> = {
  inNetwork: ({ values }, compilation) => {
    addSteps(compilation, Math.max(0, values.length - 1))
    const networks = values.map(parseIpNetwork).filter((network) => network !== undefined)
    return (value) => {
      const address = typeof value === 'string' ? parseIpAddress(value) : undefined
      return address === undefined ? undefined : networks.some((network) => isInNetwork(address, network))
    }
  },
}
