import { Select, Stack } from '@mantine/core'
import type { Serve, WeightedVariant } from '../../../../../shared/contracts/flag.ts'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'
import type { FlagView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { SplitEditor } from './split-editor.tsx'

/** What a split is in a list of variants; no variant has an empty name. */
const SPLIT = ''

export interface ServeEditorProps {
  readonly label: string
  readonly flag: FlagView
  readonly serve: Serve
  readonly onChange: (serve: Serve) => void
}

/** One variant for everybody, or a split among several. */
export function ServeEditor({ label, flag, serve, onChange }: ServeEditorProps) {
  const choose = (value: string | null): void => {
    if (value === null) return
    onChange(value === SPLIT ? { split: { weights: evenly(flag) } } : { variant: value })
  }
  return (
    <Stack gap="xs">
      <Select
        label={label}
        maw={420}
        allowDeselect={false}
        data={[
          ...flag.variants.map(({ name }) => ({ value: name, label: name })),
          ...(flag.variants.length < 2 ? [] : [{ value: SPLIT, label: m.flag_detail_split() }]),
        ]}
        value={'variant' in serve ? serve.variant : SPLIT}
        onChange={choose}
      />
      {'split' in serve && (
        <SplitEditor
          flag={flag}
          weights={serve.split.weights}
          onChange={(weights) => onChange({ split: { ...serve.split, weights } })}
        />
      )}
    </Stack>
  )
}

/** The first takes what is left over, so that the weights sum. */
function evenly({ variants }: FlagView): readonly WeightedVariant[] {
  const each = Math.floor(WHOLE / variants.length)
  const rest = WHOLE - each * variants.length
  return variants.map(({ name }, i) => ({ variant: name, weight: i === 0 ? each + rest : each }))
}
