import type { TestStack } from './stack.ts'

/** How often each variant and each reason of a flag was decided; every decision stands in it twice. */
export type UsageCounts = Map<string, number>

export interface Usage {
  readonly counts: UsageCounts
  /** Decisions that edges dropped, of whatever flag. */
  readonly dropped: number
}

interface FlagUsage {
  readonly flag: string
  readonly buckets: readonly {
    readonly variants: Readonly<Record<string, number>>
    readonly reasons: Readonly<Record<string, number>>
  }[]
}

export function addDecisions(
  counts: UsageCounts,
  decided: { readonly flag: string; readonly variant: string; readonly reason: string },
  times = 1,
): void {
  add(counts, `${decided.flag}: variant ${decided.variant}`, times)
  add(counts, `${decided.flag}: reason ${decided.reason}`, times)
}

export function decisionsIn(counts: UsageCounts): number {
  return [...counts.values()].reduce((all, one) => all + one, 0) / 2
}

/** Some hours before and after now: also what was counted by a clock that is wrong. */
const RANGE_MS = 3 * 3_600_000

/** What the origin says was decided lately. */
export async function readUsage(stack: TestStack, flags: readonly string[]): Promise<Usage> {
  const names = flags.map((flag) => `flag=${encodeURIComponent(flag)}`)
  const range = [`from=${Date.now() - RANGE_MS}`, `to=${Date.now() + RANGE_MS}`]
  const { status, text, body } = await stack.api(`/environments/production/usage?${[...names, ...range].join('&')}`)
  if (status !== 200) throw new Error(`reading usage: ${status} ${text}`)
  const counts: UsageCounts = new Map()
  for (const { flag, buckets } of body.flags as readonly FlagUsage[]) {
    for (const { variants, reasons } of buckets) {
      for (const [variant, count] of Object.entries(variants)) add(counts, `${flag}: variant ${variant}`, count)
      for (const [reason, count] of Object.entries(reasons)) add(counts, `${flag}: reason ${reason}`, count)
    }
  }
  return { counts, dropped: body.dropped }
}

export function usageSince(before: Usage, after: Usage): Usage {
  const grown = [...after.counts].map(([name, count]) => [name, count - (before.counts.get(name) ?? 0)] as const)
  return { counts: new Map(grown), dropped: after.dropped - before.dropped }
}

function add(counts: UsageCounts, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count)
}
