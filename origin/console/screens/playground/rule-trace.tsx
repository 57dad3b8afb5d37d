import { Badge, Group, Paper, Text } from '@mantine/core'
import { m } from '../../i18n/compiled/messages.js'
import classes from './trace.module.css'
import type { RuleOutcome, RuleState } from './rule-outcomes.ts'
import { TraceSteps } from './trace-steps.tsx'

const STATES: Readonly<Record<RuleState, readonly [text: () => string, color: string]>> = {
  served: [m.playground_rule_served, 'teal'],
  left: [m.playground_rule_left, 'yellow'],
  unmatched: [m.playground_rule_unmatched, 'gray'],
  off: [m.playground_rule_off, 'gray'],
  unreached: [m.playground_rule_unreached, 'gray'],
}

/** Every rule in its order, with what came of it. */
export function RuleTrace({ outcomes }: { readonly outcomes: readonly RuleOutcome[] }) {
  return (
    <ol className={classes['rules']} aria-label={m.playground_trace()}>
      {outcomes.map((outcome) => (
        <li key={outcome.ruleId}>
          <Rule outcome={outcome} />
        </li>
      ))}
    </ol>
  )
}

function Rule({ outcome }: { readonly outcome: RuleOutcome }) {
  const { number, ruleId, state, conditions, draws } = outcome
  const [text, color] = STATES[state]
  const wasAsked = state !== 'off' && state !== 'unreached'
  return (
    <Paper withBorder p="md" className={state === 'served' ? classes['served'] : undefined}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {m.playground_rule({ number })}{' '}
          <Text span size="xs" c="dimmed">
            {ruleId}
          </Text>
        </Text>
        <Badge color={color} variant="outline" tt="none" className={classes['state']}>
          {text()}
        </Badge>
      </Group>
      {wasAsked && conditions.length === 0 && <Text size="sm">{m.playground_everybody()}</Text>}
      <TraceSteps steps={conditions} />
      <TraceSteps steps={draws} />
    </Paper>
  )
}
