import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Condition } from '../../../../shared/contracts/condition.ts'
import { SegmentRuleList } from '../../changes/segment-rule-list.tsx'
import { ConditionRoot } from '../../conditions/condition-root.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { SegmentEditing } from './segment-editing.ts'

export interface SegmentRulesProps {
  readonly editing: SegmentEditing
  readonly isEditable: boolean
}

/** Where somebody is, is what is asked most. */
const FIRST: Condition = { attribute: 'geo.country', operator: 'oneOf', values: [] }

/** Whoever one of them holds for is in it. */
export function SegmentRules({ editing: { base, draft, edit }, isEditable }: SegmentRulesProps) {
  const { rules } = draft
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="rules">
      <Title order={2} size="h3" id="rules">
        {m.segment_detail_rules()}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {m.segment_detail_rules_hint()}
      </Text>
      {isEditable ? (
        <Stack gap="sm">
          {rules.map((rule, place) => (
            // A rule of a segment has no name: its place is what it is known by.
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <Paper key={place} withBorder p="sm" role="group" aria-label={m.segment_detail_rule({ number: place + 1 })}>
              <Group justify="space-between" mb="xs">
                <Text size="sm" fw={600}>
                  {m.segment_detail_rule({ number: place + 1 })}
                </Text>
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={m.segment_detail_remove_rule({ number: place + 1 })}
                  onClick={() => edit({ rules: rules.toSpliced(place, 1) })}
                >
                  {m.segment_detail_remove()}
                </Button>
              </Group>
              <ConditionRoot
                owner={{ kind: 'segment', key: base.key }}
                condition={rule}
                onChange={(condition) => edit({ rules: rules.with(place, condition ?? { all: [] }) })}
              />
            </Paper>
          ))}
          <Group>
            <Button size="xs" variant="default" onClick={() => edit({ rules: [...rules, FIRST] })}>
              {m.segment_detail_add_rule()}
            </Button>
          </Group>
        </Stack>
      ) : (
        <SegmentRuleList rules={rules} />
      )}
    </Paper>
  )
}
