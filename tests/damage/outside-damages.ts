import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Damage, DamageMaterial } from './damage.ts'
import { flipBit, pick, randomBytes, randomText, truncate } from './damage-text.ts'

const TOO_LONG = 'A'.repeat(LIMITS.storedRulesetBytes + 4)

/** What happens to texts in Redis without the signing key: a bad disk, a half-written value, somebody with the token. */
export const OUTSIDE_DAMAGES: readonly Damage[] = [
  ...(['head', 'access'] as const).flatMap((part): readonly Damage[] => [
    {
      name: `${part}: a bit flipped`,
      // Base64 has bits that mean nothing: with one of these flipped it is the same signature.
      isAlwaysRefused: false,
      make: ({ current, random }) => ({ [part]: flipBit(current[part], random, current[part].indexOf(' ')) }),
    },
    {
      name: `${part}: cut off`,
      isAlwaysRefused: true,
      make: ({ current, random }) => ({ [part]: truncate(current[part], random) }),
    },
    { name: `${part}: noise`, isAlwaysRefused: true, make: ({ random }) => ({ [part]: randomText(random) }) },
    { name: `${part}: gone`, isAlwaysRefused: true, make: () => ({ [part]: undefined }) },
    { name: `${part}: too long`, isAlwaysRefused: true, make: ({ current }) => ({ [part]: current[part] + TOO_LONG }) },
    {
      name: `${part}: of another environment`,
      isAlwaysRefused: true,
      make: ({ foreign }) => ({ [part]: foreign[part] }),
    },
    { name: `${part}: an earlier one`, isAlwaysRefused: true, make: ({ earlier }) => ({ [part]: earlier[part] }) },
    {
      name: `${part}: the other one in its place`,
      isAlwaysRefused: true,
      make: ({ current }) => ({ [part]: current[part === 'head' ? 'access' : 'head'] }),
    },
    {
      name: `${part}: another version claimed in front`,
      isAlwaysRefused: false,
      make: ({ current, random }) => ({
        [part]: current[part].replace(/^\d+/, String(Math.floor(random() * 1e12))),
      }),
    },
    {
      name: `${part}: changed under the old signature`,
      isAlwaysRefused: true,
      make: ({ current }) => ({ [part]: current[part].replace('"version":', '"version":1') }),
    },
    {
      name: `${part}: signed by a stranger`,
      isAlwaysRefused: true,
      make: (material) => ({ [part]: signedByStranger(material, part) }),
    },
  ]),
  {
    name: 'body: a bit flipped',
    isAlwaysRefused: false,
    make: ({ current, random }) => ({ body: flipBit(current.body, random) }),
  },
  {
    // Without its padding, base64 is the same bytes.
    name: 'body: cut off',
    isAlwaysRefused: true,
    make: ({ current, random }) => ({ body: truncate(current.body.replace(/=+$/, ''), random) }),
  },
  { name: 'body: noise', isAlwaysRefused: true, make: ({ random }) => ({ body: randomText(random) }) },
  {
    name: 'body: base64 of noise',
    isAlwaysRefused: true,
    make: ({ random }) => ({ body: Buffer.from(randomBytes(200, random)).toString('base64') }),
  },
  { name: 'body: too long', isAlwaysRefused: true, make: () => ({ body: TOO_LONG }) },
  { name: 'body: of another environment', isAlwaysRefused: true, make: ({ foreign }) => ({ body: foreign.body }) },
  { name: 'body: an earlier one', isAlwaysRefused: true, make: ({ earlier }) => ({ body: earlier.body }) },
  { name: 'body: the head in its place', isAlwaysRefused: true, make: ({ current }) => ({ body: current.head }) },
  // Asked for again and again: a replica may show a head before its body.
  { name: 'body: gone', isAlwaysRefused: false, make: () => ({ body: undefined }) },
]

/** Under its own name, or under the name of the key that edges believe. */
function signedByStranger({ current, stranger, random }: DamageMaterial, part: 'head' | 'access'): string {
  const [version = '', kid = '', , ...payload] = current[part].split(' ')
  const forged = stranger.seal(Number(version), payload.join(' '))
  return pick([forged, forged.replace(stranger.verificationKey.kid, kid)], random)
}
