import { Affix, Button, Group, Paper, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ListedFlag } from '../../api/views.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import { ArchiveDialog } from './archive-dialog.tsx'
import classes from './bulk-bar.module.css'
import { useBulk } from './use-bulk.ts'

export interface BulkBarProps {
  readonly flags: readonly ListedFlag[]
  readonly onClear: () => void
}

/** What can be done to all that are ticked. */
export function BulkBar({ flags, onClear }: BulkBarProps) {
  const [open, setOpen] = useState<'tag' | 'archive'>()
  if (!useMay('editor') || flags.length === 0) return null
  const close = (): void => setOpen(undefined)
  const done = (): void => {
    close()
    onClear()
  }
  return (
    <Affix position={{ bottom: 16, left: 0, right: 0 }} className={classes['dock']}>
      <Paper withBorder shadow="md" px="md" py="xs" className={classes['bar']}>
        <Group gap="xs">
          <Text size="sm" fw={600} role="status">
            {m.flags_selected({ count: flags.length })}
          </Text>
          <Button size="xs" variant="default" onClick={() => setOpen('tag')}>
            {m.flags_bulk_tag()}
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpen('archive')}>
            {m.flags_bulk_archive()}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClear}>
            {m.flags_bulk_clear()}
          </Button>
        </Group>
      </Paper>
      {open === 'tag' && <AddTag flags={flags} onDone={done} onCancel={close} />}
      {open === 'archive' && <ArchiveDialog flags={flags} onDone={done} onCancel={close} />}
    </Affix>
  )
}

export interface BulkDialogProps {
  readonly flags: readonly ListedFlag[]
  readonly onDone: () => void
  readonly onCancel: () => void
}

function AddTag({ flags, onDone, onCancel }: BulkDialogProps) {
  const [tag, setTag] = useState('')
  const bulk = useBulk()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const change = {
      path: '',
      method: 'PATCH',
      bodyOf: ({ tags }: ListedFlag) => ({ tags: [...tags, tag.trim()] }),
    } as const
    bulk.mutate({ flags, change }, { onSuccess: onDone })
  }
  return (
    <FormDialog
      title={m.flags_bulk_tag()}
      action={m.flags_bulk_tag()}
      isBusy={bulk.isPending}
      isDisabled={tag.trim() === ''}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextInput
        data-autofocus
        label={m.flags_bulk_tag_label()}
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
