import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  arrayMove,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Icon } from '../../../blocks/icon.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import type { Rule } from '../../../changes/draft.ts'
import classes from './rules.module.css'

const GRIP = 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01'
/** A press that moves less than this is a press. */
const DRAG_FROM_PX = 5

export interface SortableRulesProps {
  readonly rules: readonly Rule[]
  readonly isEditable: boolean
  readonly onReorder: (rules: readonly Rule[]) => void
  /** `handle` is what the rule is dragged by, with a pointer or with space and the arrows. */
  readonly children: (rule: Rule, index: number, handle: ReactNode) => ReactNode
}

/** A numbered list whose items change places by dragging and by keyboard. */
export function SortableRules({ rules, isEditable, onReorder, children }: SortableRulesProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const [trail] = useState(createTrail)
  const placeOf = (id: UniqueIdentifier): number => rules.findIndex((rule) => rule.id === id)
  const drop = ({ active, over }: DragEndEvent): void => {
    if (over !== null && over.id !== active.id) onReorder(arrayMove([...rules], placeOf(active.id), placeOf(over.id)))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        announcements: announcements(placeOf, trail),
        screenReaderInstructions: { draggable: m.flag_detail_drag_how() },
      }}
    >
      <SortableContext items={rules.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className={classes['list']}>
          {rules.map((rule, index) => (
            <SortableRule key={rule.id} id={rule.id} index={index} isEditable={isEditable}>
              {(handle) => children(rule, index, handle)}
            </SortableRule>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

interface SortableRuleProps {
  readonly id: string
  readonly index: number
  readonly isEditable: boolean
  readonly children: (handle: ReactNode) => ReactNode
}

function SortableRule({ id, index, isEditable, children }: SortableRuleProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({
    id,
    disabled: !isEditable,
  })
  const handle = isEditable ? (
    <ActionIcon
      ref={setActivatorNodeRef}
      variant="subtle"
      color="gray"
      className={classes['handle']}
      {...attributes}
      {...listeners}
      aria-label={m.flag_detail_drag({ number: index + 1 })}
    >
      <Icon d={GRIP} />
    </ActionIcon>
  ) : null
  return (
    <li ref={setNodeRef} style={{ transform: CSS.Translate.toString(transform), transition }}>
      {children(handle)}
    </li>
  )
}

/** Whether the rule that is dragged has been anywhere but at its own place. */
interface Trail {
  readonly begin: () => void
  readonly go: (isElsewhere: boolean) => boolean
}

function createTrail(): Trail {
  let hasLeft = false
  return {
    begin: () => {
      hasLeft = false
    },
    go: (isElsewhere) => {
      hasLeft ||= isElsewhere
      return hasLeft
    },
  }
}

function announcements(placeOf: (id: UniqueIdentifier) => number, trail: Trail): Announcements {
  const number = (id: UniqueIdentifier): string => String(placeOf(id) + 1)
  return {
    onDragStart: ({ active }) => {
      trail.begin()
      return m.flag_detail_drag_taken({ number: number(active.id) })
    },
    // A rule that was taken up lies over its own place at once: saying so would cut off that it was taken.
    onDragOver: ({ active, over }) =>
      over === null || !trail.go(over.id !== active.id)
        ? undefined
        : m.flag_detail_drag_over({ number: number(active.id), place: number(over.id) }),
    onDragEnd: ({ active, over }) =>
      over === null ? undefined : m.flag_detail_drag_put({ number: number(active.id), place: number(over.id) }),
    onDragCancel: ({ active }) => m.flag_detail_drag_back({ number: number(active.id) }),
  }
}
