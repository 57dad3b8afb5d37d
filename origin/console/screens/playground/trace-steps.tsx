import { Text } from '@mantine/core'
import type { TraceStep } from '../../../../shared/evaluation/trace.ts'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { describeStep } from './describe-step.ts'
import classes from './trace.module.css'

const CHECK = 'M5 12.5l4.5 4.5L19 7.5'
const CROSS = 'M7 7l10 10M17 7L7 17'
const DOT = 'M12 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1Z'

/** Steps with the steps inside of them, each with what came out. */
export function TraceSteps({ steps }: { readonly steps: readonly TraceStep[] }) {
  if (steps.length === 0) return null
  return (
    <ul className={classes['steps']}>
      {steps.map((step, index) => (
        // Steps have no name; their order does not change.
        <li key={index}>
          <Step step={step} />
          <TraceSteps steps={step.steps} />
        </li>
      ))}
    </ul>
  )
}

function Step({ step }: { readonly step: TraceStep }) {
  const { text, detail, holds } = describeStep(step)
  return (
    <div className={classes['step']}>
      <span className={classes['mark']} data-holds={holds}>
        <Icon d={holds === undefined ? DOT : holds ? CHECK : CROSS} size={16} />
      </span>
      <span>
        {holds !== undefined && (
          <Text span size="sm" fw={600}>
            {holds ? m.playground_holds() : m.playground_fails()}{' '}
          </Text>
        )}
        <Text span size="sm">
          {text}
        </Text>
        {detail !== undefined && (
          <Text span size="sm" c="dimmed">
            {' — '}
            {detail}
          </Text>
        )}
      </span>
    </div>
  )
}
