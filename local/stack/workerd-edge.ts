import { startEdge } from '../../edge/testing/start-edge.ts'
import { readEdgeVars } from './edge-vars.ts'

/** The entry of a process that holds nothing but an edge in its runtime, so that it can be killed alone. */
const edge = await startEdge({
  vars: readEdgeVars(process.env['EDGE_VARS_FILE'] ?? ''),
  port: Number(process.env['EDGE_PORT']),
})
// Miniflare would end the process with the signal's number.
process.removeAllListeners('SIGTERM')
process.once('SIGTERM', () => void edge.close().then(() => process.exit(0)))
