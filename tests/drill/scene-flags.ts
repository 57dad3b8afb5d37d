import { type TestStack, createFlag } from '../harness/stack.ts'

/** What may be decided in each way that there is: fixed, by a rule, by a split, by a rollout, off. */
const SHAPES: Readonly<Record<string, object>> = {
  flip: { enabled: true },
  rule: {
    enabled: true,
    defaultServe: { variant: 'off' },
    rules: [{ if: { attribute: 'plan', operator: 'equals', value: 'vip' }, serve: { variant: 'on' } }],
  },
  split: {
    enabled: true,
    defaultServe: {
      split: {
        weights: [
          { variant: 'on', weight: 30_000 },
          { variant: 'off', weight: 70_000 },
        ],
      },
    },
  },
  rollout: {
    enabled: true,
    defaultServe: { variant: 'off' },
    rules: [
      {
        if: { attribute: 'age', operator: 'greaterThan', value: 30 },
        rollout: { share: 50_000 },
        serve: { variant: 'on' },
      },
    ],
  },
}

/** What everybody is asked for in every drill. */
export const SCENE_FLAGS: readonly string[] = Object.keys(SHAPES)

/** Where the flag that drills turn on and off is configured. */
export const FLIPPED_FLAG = '/environments/production/flags/flip'

/** Before any edge is asked, so that none of them ever knew a project without these flags. */
export async function createSceneFlags(stack: TestStack): Promise<void> {
  for (const [key, configuration] of Object.entries(SHAPES)) {
    await createFlag(stack, { key, type: 'boolean' }, configuration)
  }
}
