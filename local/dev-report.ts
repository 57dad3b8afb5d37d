import { ENVIRONMENT, PROJECT } from './stack/first-keys.ts'
import type { Stack } from './stack/start-stack.ts'

/** The one line that `--json` prints, for programs. */
export function reportJson({ origin, edge, worker, masterKey, keys }: Stack): string {
  return JSON.stringify({ origin, edge, worker, project: PROJECT, environment: ENVIRONMENT, masterKey, keys })
}

export interface TableExtras {
  readonly dataDirectory: string
  /** Where the first person makes an account; undefined when somebody has one. */
  readonly welcome: string | undefined
  /** A flag that answers true to whoever has the server key; undefined when none is known to. */
  readonly trueFlag: string | undefined
}

/** What a person needs to begin: where things are, the keys, and one call that answers true, or the form of one. */
export function reportTable(stack: Stack, { dataDirectory, welcome, trueFlag }: TableExtras): string {
  const rows = [
    ['console', `${stack.origin}/console`],
    ['origin', stack.origin],
    ['edge', stack.edge],
    ['worker', stack.worker],
    ['project', `${PROJECT}, environment ${ENVIRONMENT}`],
    ...(welcome === undefined ? [] : [['first admin', welcome]]),
    ['master key', stack.masterKey],
    ['admin key', stack.keys.admin],
    ['server key', stack.keys.server],
    ['client key', stack.keys.client],
    ['data, logs', dataDirectory],
  ]
  return [
    '',
    'ToggleMaster is running. Ctrl-C stops it.',
    '',
    ...rows.map(([name = '', value]) => `  ${name.padEnd(11)} ${value}`),
    '',
    ...firstQuestion(stack, trueFlag),
    '',
  ].join('\n')
}

function firstQuestion({ edge, keys }: Stack, trueFlag: string | undefined): readonly string[] {
  const isKnown = trueFlag !== undefined
  return [
    isKnown ? 'Ask the edge (the answer has "value":true):' : 'Ask the edge for a FLAG of yours:',
    '',
    `  curl -s ${edge}/ofrep/v1/evaluate/flags/${trueFlag ?? 'FLAG'} \\`,
    `    -H 'Authorization: Bearer ${isKnown ? keys.server : 'SERVER_KEY'}' -H 'Content-Type: application/json' \\`,
    `    -d '{"context":{"targetingKey":"user-123"}}'`,
  ]
}
