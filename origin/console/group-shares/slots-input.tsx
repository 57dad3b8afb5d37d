import { ActionIcon, Box, Button, Code, Group, Input, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { WHOLE } from '../../../shared/contracts/limits.ts'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import type { DraftSlot } from './draft-group.ts'
import { shareText } from './group-words.ts'
import { ShareNumber } from './share-number.tsx'

interface SlotsInputProps {
  readonly slots: readonly DraftSlot[]
  readonly error: ReactNode
  readonly flagsOf: (slot: string) => readonly string[]
  readonly isEditable: boolean
  readonly onChange: (slots: readonly DraftSlot[]) => void
}

/** The slots of an exclusion group, and how much of everybody is in none of them. */
export function SlotsInput({ slots, error, flagsOf, isEditable, onChange }: SlotsInputProps) {
  const free = Math.max(0, WHOLE - slots.reduce((sum, { share }) => sum + share, 0))
  return (
    <Input.Wrapper
      component="fieldset"
      label={m.group_shares_slots()}
      labelElement="div"
      description={m.group_shares_slots_hint()}
      error={error}
      style={{ border: 0, padding: 0, margin: 0 }}
      aria-label={m.group_shares_slots()}
    >
      <Stack gap="xs" my="xs">
        <ShareBar slots={slots} />
        {slots.map((slot, place) => (
          <SlotRow
            key={place}
            slot={slot}
            number={place + 1}
            flags={slot.isNew ? [] : flagsOf(slot.key)}
            isRemovable={isEditable && slots.length > 1}
            isEditable={isEditable}
            onChange={(changed) => onChange(slots.with(place, { ...slot, ...changed }))}
            onRemove={() => onChange(slots.toSpliced(place, 1))}
          />
        ))}
        <Group gap="sm">
          {isEditable && (
            <Button
              size="xs"
              variant="default"
              onClick={() => onChange([...slots, { key: '', share: free, isNew: true }])}
            >
              {m.group_shares_add_slot()}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {m.group_shares_free({ share: shareText(free) })}
          </Text>
        </Group>
      </Stack>
    </Input.Wrapper>
  )
}

interface SlotRowProps {
  readonly slot: DraftSlot
  /** From 1, to tell one field from another by its name. */
  readonly number: number
  readonly flags: readonly string[]
  readonly isRemovable: boolean
  readonly isEditable: boolean
  readonly onChange: (changed: Partial<DraftSlot>) => void
  readonly onRemove: () => void
}

function SlotRow({ slot, number, flags, isRemovable, isEditable, onChange, onRemove }: SlotRowProps) {
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <Box flex={1} maw={260} miw={0}>
        {slot.isNew ? (
          <TextInput
            aria-label={m.group_shares_slot_key({ number })}
            placeholder={m.group_shares_slot_placeholder()}
            autoComplete="off"
            spellCheck={false}
            value={slot.key}
            onChange={({ currentTarget }) => onChange({ key: currentTarget.value })}
          />
        ) : (
          <Code style={{ overflowWrap: 'anywhere' }}>{slot.key}</Code>
        )}
        {flags.length > 0 && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {m.group_shares_used_by({ flags: flags.join(', ') })}
          </Text>
        )}
      </Box>
      <ShareNumber
        aria-label={m.group_shares_share_of({ number })}
        readOnly={!isEditable}
        share={slot.share}
        onChange={(share) => onChange({ share })}
      />
      {isRemovable && flags.length === 0 && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={m.group_shares_remove_slot({ number })}
          onClick={onRemove}
        >
          <Icon d="M6 6l12 12M18 6L6 18" size={16} />
        </ActionIcon>
      )}
    </Group>
  )
}

/** The same shares as a picture. */
function ShareBar({ slots }: { readonly slots: readonly DraftSlot[] }) {
  return (
    <Group gap={2} wrap="nowrap" h={10} aria-hidden bg="var(--tm-line)" style={{ borderRadius: 5, overflow: 'hidden' }}>
      {slots.map(({ share }, place) => (
        <Box key={place} h="100%" w={`${(share / WHOLE) * 100}%`} bg="var(--tm-bar)" />
      ))}
    </Group>
  )
}
