import { ENVIRONMENT, PROJECT } from './stack/first-keys.ts'
import type { Stack } from './stack/start-stack.ts'

/** The one line that `--json` prints, for programs. */
export function reportJson({ origin, edge, worker, masterKey, keys }: Stack): string {
  return JSON.stringify({ origin, edge, worker, project: PROJECT, environment: ENVIRONMENT, masterKey, keys })
}

/** What a person needs to begin: where things are, the keys, and one call that answers true. */
export function reportTable(stack: Stack, sampleFlag: string, dataDirectory: string): string {
  const rows = [
    ['origin', stack.origin],
    ['edge', stack.edge],
    ['worker', stack.worker],
    ['project', `${PROJECT}, environment ${ENVIRONMENT}`],
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
    'Ask the edge (the answer has "value":true):',
    '',
    `  curl -s ${stack.edge}/ofrep/v1/evaluate/flags/${sampleFlag} \\`,
    `    -H 'Authorization: Bearer ${stack.keys.server}' -H 'Content-Type: application/json' \\`,
    `    -d '{"context":{"targetingKey":"user-123"}}'`,
    '',
  ].join('\n')
}
