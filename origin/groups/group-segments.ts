import type { Segment } from '../../shared/contracts/segment.ts'
import type { GroupRow } from './group-repository.ts'
import { type SlotRange, rangesBetween } from './slot.ts'

const EXCLUSION = 'group:'
const HOLDOUT = 'holdout:'

/** What of a group decides whom a rule may concern. */
export type GroupPart = Pick<GroupRow, 'kind' | 'key' | 'salt' | 'by' | 'slots'>

/**
 * How a group lies in a ruleset: for each slot of an exclusion group a segment of the people in it, for a holdout one of
 * those whom it does not hold out. Who cannot be placed is in none of them.
 */
export function segmentsOfGroup(group: GroupPart): readonly Segment[] {
  return group.kind === 'exclusion'
    ? group.slots.map(({ key, ranges }) => segmentOf(group, slotSegmentKey({ key: group.key, slot: key }), ranges))
    : [segmentOf(group, holdoutSegmentKey(group.key), rangesBetween(group.slots.flatMap(({ ranges }) => ranges)))]
}

/** The keys of groups and slots are slugs: no two make the same segment. */
export function slotSegmentKey({ key, slot }: { readonly key: string; readonly slot: string }): string {
  return `${EXCLUSION}${key}/${slot}`
}

export function holdoutSegmentKey(key: string): string {
  return `${HOLDOUT}${key}`
}

/** Whether a segment's key is kept for a group's: neither may anybody make it nor name it in a condition. */
export function isGroupSegmentKey(key: string): boolean {
  return key.startsWith(EXCLUSION) || key.startsWith(HOLDOUT)
}

/** The key of the group whose segment it would be. */
export function groupOfSegmentKey(key: string): string {
  return key.startsWith(EXCLUSION) ? (key.slice(EXCLUSION.length).split('/')[0] ?? '') : key.slice(HOLDOUT.length)
}

function segmentOf({ salt, by }: GroupPart, key: string, ranges: readonly SlotRange[]): Segment {
  const draw = by === null ? { salt } : { salt, by }
  return { key, included: [], excluded: [], rules: ranges.map((range) => ({ bucket: { ...draw, ...range } })) }
}
