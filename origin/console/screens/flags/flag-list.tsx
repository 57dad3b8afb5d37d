import { useDebouncedValue } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { EnvironmentView, ListedFlag } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import classes from './flag-list.module.css'
import { FlagRow } from './flag-row.tsx'
import { TickBox } from './tick-box.tsx'
import type { Selection } from './use-selection.ts'
import { useUsage } from './use-usage.ts'

const ROW_PX = 56
/** Rows beyond the edges of the window: a fast scroll meets no blank. */
const OVERSCAN = 16
/** Beside the one of the address; more would leave no room for the key. */
const MOST_ENVIRONMENTS = 4
const SCROLLING_MS = 200

export interface FlagListProps {
  readonly flags: readonly ListedFlag[]
  readonly selection: Selection
}

/** Thousands of rows, of which those on the screen exist. Drawn again for other flags, not for each letter of a search. */
export const FlagList = memo(function FlagList({ flags, selection }: FlagListProps) {
  const environments = useShownEnvironments()
  const list = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => setScrollMargin(list.current?.offsetTop ?? 0), [])
  const virtualizer = useWindowVirtualizer({
    count: flags.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin,
    // Another function makes the places of thousands be counted anew.
    getItemKey: useCallback((place: number) => flags[place]?.key ?? place, [flags]),
  })
  const items = virtualizer.getVirtualItems()
  const [onScreen] = useDebouncedValue(keysOnScreen(flags, virtualizer.range), SCROLLING_MS)
  const usage = useUsage(onScreen === '' ? [] : onScreen.split('\n'))
  return (
    <div
      className={classes['table']}
      role="table"
      aria-label={m.flags_title()}
      aria-rowcount={flags.length + 1}
      style={{ '--environments': environments.length } as CSSProperties}
    >
      <Header environments={environments} selection={selection} />
      <div ref={list} role="rowgroup" className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const flag = flags[index]
          if (flag === undefined) return null
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={classes['row']}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <FlagRow
                flag={flag}
                environments={environments}
                activity={usage === undefined ? undefined : usage.get(flag.key)}
                isSelected={selection.has(flag.key)}
                onToggle={selection.toggle}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
})

interface HeaderProps {
  readonly environments: readonly EnvironmentView[]
  readonly selection: Selection
}

function Header({ environments, selection: { isAll, selected, toggleAll } }: HeaderProps) {
  return (
    <div role="row" aria-rowindex={1} className={classes['header']}>
      <span role="columnheader">
        <TickBox
          label={m.flags_select_all()}
          isTicked={isAll}
          isPartly={selected.length > 0 && !isAll}
          onToggle={toggleAll}
        />
      </span>
      <span role="columnheader">{m.flags_flag()}</span>
      <span role="columnheader" className={classes['wide']}>
        {m.flags_usage()}
      </span>
      <span role="columnheader" className={classes['wide']}>
        {m.flags_last_evaluated()}
      </span>
      {environments.map(({ key, name }, place) => (
        <span
          role="columnheader"
          key={key}
          className={place === 0 ? classes['environment'] : classes['further']}
          title={name}
        >
          {name}
        </span>
      ))}
    </div>
  )
}

/** The environment of the address first: on a narrow screen it is the only one. */
function useShownEnvironments(): readonly EnvironmentView[] {
  const { environment, environments } = useScope()
  return useMemo(() => {
    const here = environments.filter(({ key }) => key === environment)
    return [...here, ...environments.filter(({ key }) => key !== environment)].slice(0, MOST_ENVIRONMENTS)
  }, [environment, environments])
}

/** As one text, which is the same for as long as they are; keys have no line breaks. */
function keysOnScreen(
  flags: readonly ListedFlag[],
  range: { readonly startIndex: number; readonly endIndex: number } | null,
): string {
  if (range === null) return ''
  return flags
    .slice(range.startIndex, range.endIndex + 1)
    .map(({ key }) => key)
    .join('\n')
}
