import type { Drill, Findings } from './drill.ts'

/** One line of figures, and one more for everything that is wrong or was not judged. */
export function reportOf(
  { name, title }: Pick<Drill, 'name' | 'title'>,
  { figures, problems, notes = [] }: Findings,
  tookMs: number,
): string {
  const said = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`)
  const took = `${Math.round(tookMs / 1_000)} s`
  const head = `${problems.length === 0 ? 'pass' : 'FAIL'} ${name.padEnd(3)} ${title}`
  const rest = [
    ...problems.map((problem) => `     wrong: ${problem}`),
    ...notes.map((note) => `     not judged: ${note}`),
  ]
  return [[head, ...said, took].join(' · '), ...rest, ''].join('\n')
}
