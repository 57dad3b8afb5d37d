import { readFileSync } from 'node:fs'

/** Reads a file of lines `NAME="value"`, as `wrangler dev` does. */
export function readEdgeVars(file: string): Readonly<Record<string, string>> {
  const text = readFileSync(file, 'utf8')
  return Object.fromEntries([...text.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value]))
}
