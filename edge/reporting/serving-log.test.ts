import { describe, expect, it } from 'vitest'
import { createTestEnvironments } from '../testing/test-environments.ts'
import { createServingLog } from './serving-log.ts'

describe('the log of what is served', () => {
  it('holds no environment itself, whose ruleset memory may let go', async () => {
    const environment = await (await createTestEnvironments()).loaded()
    const servings = createServingLog()
    servings.note(environment, 1_000)
    const [serving] = servings.recent(1_000, 60_000)
    expect(Object.keys(serving?.environment ?? {}).toSorted()).toEqual(['bodies', 'contents', 'id'])
    expect(Object.values(serving ?? {})).not.toContain(environment.ruleset)
  })
})
