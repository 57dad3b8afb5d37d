import type { Damage, DamageMaterial } from './damage.ts'
import { pick } from './damage-text.ts'
import { INSIDE_DAMAGES } from './inside-damages.ts'
import { OUTSIDE_DAMAGES } from './outside-damages.ts'
import type { DamagedParts, StoredPublication } from './stored-publication.ts'

export const DAMAGES: readonly Damage[] = [...OUTSIDE_DAMAGES, ...INSIDE_DAMAGES]

/** Draws one of all damages and does it: an edge that meets the result answers as before, and says why it refused it. */
export function damagePublication(material: DamageMaterial): {
  readonly damage: Damage
  readonly stored: Omit<StoredPublication, keyof DamagedParts> & DamagedParts
} {
  const [first, ...others] = DAMAGES
  if (first === undefined) throw new Error('there are no damages')
  const damage = pick([first, ...others], material.random)
  return { damage, stored: { ...material.current, ...damage.make(material) } }
}
