import type { Stage } from './stage.ts'

const CONFIGURATION = '/environments/production/flags'

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

export interface SceneFlags {
  readonly flags: readonly string[]
  /** Turns the first one off, or on again; gives the version that says so. */
  flip(): Promise<number>
}

/** Makes a drill's own flags, so that what it decides is counted apart. */
export async function createSceneFlags({ change }: Stage, name: string): Promise<SceneFlags> {
  const keyOf = (shape: string): string => `${name.toLowerCase()}-${shape}`
  for (const [shape, configuration] of Object.entries(SHAPES)) {
    const created = await change('/flags', { body: { key: keyOf(shape), type: 'boolean' } })
    if (created.answer.status !== 201) throw new Error(`creating ${keyOf(shape)}: ${created.answer.text}`)
    const configured = await change(`${CONFIGURATION}/${keyOf(shape)}`, { method: 'PATCH', body: configuration })
    if (configured.answer.status !== 200) throw new Error(`configuring ${keyOf(shape)}: ${configured.answer.text}`)
  }
  let isOn = true
  return {
    flags: Object.keys(SHAPES).map(keyOf),
    flip: async () => {
      const body = { enabled: !isOn }
      const { answer, version } = await change(`${CONFIGURATION}/${keyOf('flip')}`, { method: 'PATCH', body })
      if (answer.status !== 200) throw new Error(`flipping: ${answer.text}`)
      isOn = !isOn
      return version
    },
  }
}
