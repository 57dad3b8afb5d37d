import { Text } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useConfigurations } from '../../api/use-flag.ts'
import type { FlagView } from '../../api/views.ts'
import { DraftReview } from '../../drafts/draft-review.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { FATES, type Fate } from './fates.ts'
import { useFlagChange } from './use-flag-change.ts'
import { guardsText, useGuards } from './use-guards.ts'

export interface FateReviewProps {
  readonly flag: FlagView
  readonly fate: Fate
  readonly onClose: () => void
}

/** What it means that a flag goes, comes back, or places everybody anew; where a protected environment serves it, others are asked. */
export function FateReview({ flag, fate, onClose }: FateReviewProps) {
  const [looked, look] = useState(flag)
  const [, navigate] = useLocation()
  const guards = useGuards(flag.key)
  const { name, hint, title, change, alone } = FATES[fate]
  const { saving, isGuarded } = useFlagChange({ base: looked, change, alone })
  const needsOthers = isGuarded || guards.length > 0
  return (
    <DraftReview
      title={title({ flag: flag.key })}
      environment={m.drafts_everywhere()}
      action={name()}
      {...(needsOthers ? { approval: guardsText(guards) } : {})}
      stored={{ kind: 'flag', key: flag.key, version: flag.version }}
      baseVersion={looked.version}
      saving={saving}
      renderConflict={{ lookAgain: () => look(flag) }}
      onSaved={(isRequest) => {
        onClose()
        if (fate === 'delete' && !isRequest) navigate('/flags')
      }}
      onClose={onClose}
    >
      <Text size="sm">{hint()}</Text>
      <ServedIn flag={flag.key} />
    </DraftReview>
  )
}

/** Where people get something by it now. */
function ServedIn({ flag }: { readonly flag: string }) {
  const { environments } = useScope()
  const configurations = useConfigurations(flag).data ?? []
  const on = configurations.filter(({ enabled }) => enabled).map(({ environment }) => environment)
  const names = environments.filter(({ key }) => on.includes(key)).map(({ name }) => name)
  return (
    <Text size="sm">
      {names.length === 0 ? m.flag_settings_on_nowhere() : m.flag_settings_on_in({ environments: names.join(', ') })}
    </Text>
  )
}
