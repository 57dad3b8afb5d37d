import { and, asc, eq, gt, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Queryable } from '../db/open-database.ts'
import { configurations } from '../db/schema/configurations.ts'
import { flags } from '../db/schema/flags.ts'
import { isServed } from '../flags/flag-repository.ts'
import { type Difference, describeDifference } from '../history/describe-difference.ts'
import { comparedPart } from './compared-part.ts'

export interface FlagComparison {
  readonly flag: string
  readonly leftVersion: number
  readonly rightVersion: number
  /** What turns the left configuration into the right one; never empty. */
  readonly difference: Difference
}

export interface ComparisonOrder {
  readonly projectId: string
  readonly leftId: string
  readonly rightId: string
  readonly limit: number
  /** The flag's key behind which to go on. */
  readonly after: string | undefined
}

/** How many flags are looked at in one go: rules that only look different are found out here. */
const FLAGS_PER_READ = 200

/** The flags, by key, that do not do the same in two environments. */
export function compareEnvironments(database: Queryable, order: ComparisonOrder): readonly FlagComparison[] {
  const found: FlagComparison[] = []
  let after = order.after
  for (;;) {
    const pairs = readPairs(database, { ...order, after })
    for (const { key, left, right } of pairs) {
      const difference = describeDifference(comparedPart(left), comparedPart(right))
      if (difference.length === 0) continue
      found.push({ flag: key, leftVersion: left.version, rightVersion: right.version, difference })
      if (found.length === order.limit) return found
    }
    after = pairs.at(-1)?.key
    if (after === undefined || pairs.length < FLAGS_PER_READ) return found
  }
}

const left = alias(configurations, 'left_side')
const right = alias(configurations, 'right_side')

/** Pairs whose columns differ: the times of the rules are among them, so that not every pair is a difference. */
function readPairs(database: Queryable, { projectId, leftId, rightId, after }: ComparisonOrder) {
  return database
    .select({ key: flags.key, left, right })
    .from(flags)
    .innerJoin(left, and(eq(left.flagId, flags.id), eq(left.environmentId, leftId)))
    .innerJoin(right, and(eq(right.flagId, flags.id), eq(right.environmentId, rightId)))
    .where(
      and(
        eq(flags.projectId, projectId),
        isServed,
        after === undefined ? undefined : gt(flags.key, after),
        or(
          ne(left.enabled, right.enabled),
          sql`${left.offVariant} IS NOT ${right.offVariant}`,
          ne(left.rules, right.rules),
          ne(left.defaultServe, right.defaultServe),
        ),
      ),
    )
    .orderBy(asc(flags.key))
    .limit(FLAGS_PER_READ)
    .all()
}
