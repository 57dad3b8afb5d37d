import { Alert, Anchor, Badge, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import type { ConfigurationView } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import type { Asked } from './asked.ts'
import { decisiveReason } from './decisive-reason.ts'
import { describeResolution } from './describe-resolution.ts'
import { RuleTrace } from './rule-trace.tsx'
import { ruleOutcomes } from './rule-outcomes.ts'
import { TraceSteps } from './trace-steps.tsx'
import { type Explained, useExplanation } from './use-explanation.ts'
import { VERDICT_ID } from './verdict-bar.tsx'

interface Props {
  readonly flag: string
  readonly asked: Asked
  readonly onShowAll: () => void
}

/** What the person gets of one flag, and everything that was looked at for it. */
export function ExplanationPanel({ flag, asked, onShowAll }: Props) {
  const explained = useExplanation(flag, asked)
  if (explained.error !== null) {
    return (
      <Stack align="flex-start">
        <ProblemAlert error={explained.error} onRetry={() => void explained.refetch()} />
        <ShowAll onShowAll={onShowAll} />
      </Stack>
    )
  }
  if (explained.data === undefined) return <Waiting />
  return (
    <Stack aria-live="polite" aria-busy={explained.isFetching}>
      <Verdict {...explained.data} />
      <Trace {...explained.data} />
      <ShowAll onShowAll={onShowAll} />
    </Stack>
  )
}

function Verdict({ explanation: { flag, resolution, steps }, configuration }: Explained) {
  const { environment } = useScope()
  const shown = useEnvironment()
  return (
    <Paper withBorder p="md" id={VERDICT_ID} tabIndex={-1}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text size="sm">
          <Anchor component={Link} href={`/flags/${encodeURIComponent(flag)}`} inherit>
            {flag}
          </Anchor>
        </Text>
        <Badge variant="default" tt="none">
          {shown?.name ?? environment}
        </Badge>
      </Group>
      <Title order={2} mt={4} data-testid="verdict">
        {m.playground_gets_variant()} <Code fz="inherit">{describeResolution(resolution)}</Code>
      </Title>
      <Text mt={4} fw={600} style={{ overflowWrap: 'anywhere' }}>
        {decisiveReason({ resolution, steps, rules: configuration.rules })}
      </Text>
      {'value' in resolution && (
        <Text size="sm" c="dimmed" mt="xs">
          {m.playground_value_is()} <Code>{JSON.stringify(resolution.value)}</Code>
        </Text>
      )}
    </Paper>
  )
}

function Trace({ explanation, configuration }: Explained) {
  const draws = explanation.steps.filter(({ step }) => step !== 'rule' && step !== 'serve')
  const outcomes = ruleOutcomes(configuration.rules, explanation.steps)
  return (
    <Stack gap="sm">
      <div>
        <Title order={2}>{m.playground_trace()}</Title>
        <Text size="sm" c="dimmed">
          {traceLead(configuration)}
        </Text>
      </div>
      {explanation.isTruncated === true && <Alert color="yellow">{m.playground_truncated()}</Alert>}
      {configuration.enabled && outcomes.length > 0 && <RuleTrace outcomes={outcomes} />}
      {draws.length > 0 && (
        <Paper withBorder p="md">
          <Text fw={600} size="sm" mb={4}>
            {m.playground_default()}
          </Text>
          <TraceSteps steps={draws} />
        </Paper>
      )}
    </Stack>
  )
}

function traceLead({ enabled, rules }: ConfigurationView): string {
  if (!enabled) return m.playground_trace_off()
  return rules.length === 0 ? m.playground_trace_no_rules() : m.playground_first_match()
}

function ShowAll({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <Anchor component="button" type="button" size="sm" ta="left" onClick={onShowAll}>
      {m.playground_show_all()}
    </Anchor>
  )
}
