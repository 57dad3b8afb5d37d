import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The variables that the stack gave its edge, for a second one. */
export function readEdgeVars(dataDirectory: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(dataDirectory, 'edge.vars'), 'utf8')
  return Object.fromEntries([...text.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value]))
}
