import { join } from 'node:path'
import { readEdgeVars as readVarsFile } from '../../local/stack/edge-vars.ts'
import { EDGE_VARS_FILE } from '../../local/stack/services.ts'

/** The variables that the stack gave its edge, for a second one. */
export function readEdgeVars(dataDirectory: string): Readonly<Record<string, string>> {
  return readVarsFile(join(dataDirectory, EDGE_VARS_FILE))
}
