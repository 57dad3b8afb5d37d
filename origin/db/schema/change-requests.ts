import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FlagEdit } from '../../flags/flag-input.ts'
import type { GroupEdit } from '../../groups/group-input.ts'
import type { RequestedChange, RequestState } from '../../requests/requested-change.ts'
import type { SegmentPatch } from '../../segments/segment-input.ts'
import { environments } from './environments.ts'
import { flags } from './flags.ts'

/** A change that waits for others to look at it, or for its time. */
export const changeRequests = sqliteTable(
  'change_requests',
  {
    id: text().primaryKey(),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    /** It is about what a flag does, what it is everywhere, a segment or a group: the columns of the others are `null`. */
    flagId: integer().references(() => flags.id),
    change: text({ mode: 'json' }).$type<RequestedChange>(),
    flagEdit: text({ mode: 'json' }).$type<FlagEdit>(),
    segmentKey: text(),
    segmentChange: text({ mode: 'json' }).$type<SegmentPatch>(),
    groupKey: text(),
    groupChange: text({ mode: 'json' }).$type<GroupEdit>(),
    /** Of the configuration, flag, segment or group that was looked at when it was written. */
    baseVersion: integer().notNull(),
    reason: text(),
    state: text().$type<RequestState>().notNull(),
    author: text().notNull(),
    /** At once when everybody approved and somebody applies it, or by itself at this time. */
    applyAtMs: integer(),
    /** Why it ended as it did, where that was not by a person's word. */
    outcome: text(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    index('change_requests_environment').on(table.environmentId, table.createdAtMs),
    index('change_requests_due').on(table.state, table.applyAtMs),
  ],
)
