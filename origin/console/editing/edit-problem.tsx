import { Button, Group, Paper, Stack, Table } from '@mantine/core'
import { isConflict } from '../api/api-error.ts'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { m } from '../i18n/compiled/messages.js'
import type { Edit } from './use-edit.ts'

/** One thing of a form in words. */
export interface DescribedField {
  readonly label: string
  readonly text: string
}

interface EditProblemProps<Values> {
  readonly edit: Edit<Values>
  readonly describe: (values: Values) => readonly DescribedField[]
}

/** Why a form was not saved; of a conflict, what somebody else made of it beside what the person wrote. */
export function EditProblem<Values>({ edit, describe }: EditProblemProps<Values>) {
  const { error, theirs } = edit
  if (error === null) return null
  return (
    <Stack gap="sm">
      <ProblemAlert
        error={error}
        {...(isConflict(error) && theirs === undefined ? { onSeeDifference: edit.seeDifference } : {})}
      />
      {theirs !== undefined && (
        <Difference edit={edit} theirs={describe(theirs)} mine={describe(edit.form.getValues())} />
      )}
    </Stack>
  )
}

interface DifferenceProps<Values> {
  readonly edit: Edit<Values>
  readonly theirs: readonly DescribedField[]
  readonly mine: readonly DescribedField[]
}

function Difference<Values>({ edit, theirs, mine }: DifferenceProps<Values>) {
  const rows = mine
    .map((field, i) => ({ ...field, theirs: theirs[i]?.text ?? '' }))
    .filter((row) => row.text !== row.theirs)
  return (
    <Paper withBorder p="sm">
      <Table aria-label={m.blocks_see_difference()}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.blocks_field()}</Table.Th>
            <Table.Th>{m.blocks_there_now()}</Table.Th>
            <Table.Th>{m.blocks_yours()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.label}>
              <Table.Td>{row.label}</Table.Td>
              <Table.Td>{row.theirs}</Table.Td>
              <Table.Td>{row.text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={edit.takeTheirs}>
          {m.blocks_take_theirs()}
        </Button>
        <Button size="xs" loading={edit.isBusy} onClick={edit.keepMine}>
          {m.blocks_keep_mine()}
        </Button>
      </Group>
    </Paper>
  )
}
