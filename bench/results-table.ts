import type { Spread } from './engine/statistics.ts'

/** A figure that was held to a target. */
export function cell(figure: Spread, passes: boolean): string {
  return `${passes ? 'pass' : '**FAIL**'} ${spread(figure)}`
}

/** The median, and in parentheses the smallest and the largest. */
export function spread({ median, min, max }: Spread): string {
  return `${number(median)} (${number(min)}–${number(max)})`
}

export function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

export function table(heading: readonly string[], rows: readonly string[]): string {
  return [row(heading), row(heading.map(() => '---')), ...rows].join('\n')
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
