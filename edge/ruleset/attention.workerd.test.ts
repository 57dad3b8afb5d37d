import { expect, it } from 'vitest'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { type Answer, askUntil } from '../testing/ask.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { ID, worldWith } from '../testing/world-with.ts'

const ON = booleanFlag('x')
const OFF = booleanFlag('x', { enabled: false })
const here = worldWith([ON])
const { evaluate } = here

const isOfVersion =
  (version: number) =>
  ({ headers }: Answer): boolean =>
    Number(headers.get('x-togglemaster-version')) === version

/** Looks that leave the access table where it is: at rest there are none. */
const headLooks = () =>
  here.world.redis.commands.filter(
    (command) => command.includes(redisKeys.head(ID)) && !command.includes(redisKeys.access(ID)),
  )

it('looks at the head alone between its ordinary looks, while attention lasts and no longer', async () => {
  await evaluate()
  expect(headLooks()).toEqual([])
  const attentive = await here.world.publishAttentive(ID, [OFF], { seq: 1, forMs: 2_000 })
  await askUntil(() => evaluate(), isOfVersion(attentive))
  await askUntil(
    () => evaluate(),
    () => headLooks().length > 1,
  )
  expect(headLooks().length).toBeGreaterThan(1)
  const version = await here.world.publish(ID, [ON])
  const answer = await askUntil(() => evaluate(), isOfVersion(version))
  expect(answer).toMatchObject({ status: 200, body: { value: true } })
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const before = headLooks().length
  const next = await here.world.publish(ID, [OFF])
  await askUntil(() => evaluate(), isOfVersion(next))
  expect(headLooks()).toHaveLength(before)
})
