import type { Finding } from './finding.ts'

const WIDTH = 58

export const TABLE_HEAD = `${'check'.padEnd(WIDTH)}result  figure`

/** One line, said as soon as it is known. */
export function rowOf(check: string, { result, figure }: Finding): string {
  return `${check.padEnd(WIDTH)}${result.padEnd(8)}${figure}`
}
