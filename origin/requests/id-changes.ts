import * as z from 'zod/mini'
import type { SegmentRow } from '../segments/segment-repository.ts'

/** As many as somebody reads through before they approve; the counts say how many there are. */
const MOST_IDS_SHOWN = 1_000

const idsSchema = z.strictObject({ count: z.int(), first: z.readonly(z.array(z.string())) })
const listSchema = z.strictObject({ added: idsSchema, removed: idsSchema })

export const idChangesSchema = z.strictObject({ included: listSchema, excluded: listSchema })
export type IdChanges = z.infer<typeof idChangesSchema>

type Lists = Pick<SegmentRow, 'included' | 'excluded'>

/** Who would come into a segment's two lists, and who would go. */
export function idChangesOf(before: Lists, after: Lists): IdChanges {
  return {
    included: changesOf(before.included, after.included),
    excluded: changesOf(before.excluded, after.excluded),
  }
}

function changesOf(before: readonly string[], after: readonly string[]) {
  return { added: onlyIn(after, before), removed: onlyIn(before, after) }
}

function onlyIn(ids: readonly string[], others: readonly string[]) {
  const known = new Set(others)
  const own = ids.filter((id) => !known.has(id))
  return { count: own.length, first: own.slice(0, MOST_IDS_SHOWN) }
}
