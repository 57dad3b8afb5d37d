import * as z from 'zod/mini'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { type Finding, fail, pass } from '../finding.ts'
import { send } from '../send.ts'
import type { Deployment } from '../stage.ts'

const checkSchema = z.object({ status: z.string() })
const edgeSchema = z.object({
  checks: z.object({ ed25519: checkSchema, cache: checkSchema, reports: checkSchema }),
})
type EdgeChecks = z.infer<typeof edgeSchema>['checks']

export async function isOriginReady({ config, signal }: Deployment): Promise<Finding> {
  const { status } = await send({ method: 'GET', url: `${config.originUrl}/readyz`, signal })
  return judgeStatus(status)
}

export async function isEdgeReady({ config, signal }: Deployment): Promise<Finding> {
  const { status } = await send({ method: 'GET', url: `${config.edgeUrl}/readyz`, signal })
  return judgeStatus(status)
}

/** The runtime of production is not the one of a developer's machine. */
export async function isEd25519Verified(deployment: Deployment): Promise<Finding> {
  const { ed25519 } = await readEdgeChecks(deployment)
  return ed25519.status === 'ok' ? pass('the known answer of RFC 8032') : fail(`"${ed25519.status}" in /readyz`)
}

export async function isCacheKeeping(deployment: Deployment): Promise<Finding> {
  const { cache } = await readEdgeChecks(deployment)
  return cache.status === 'ok'
    ? pass('what was put was found')
    : fail(`"${cache.status}" in /readyz: has the Worker a custom domain?`)
}

/** What the edge says of itself. @throws when it says something else */
export async function readEdgeChecks({ config, signal }: Pick<Deployment, 'config' | 'signal'>): Promise<EdgeChecks> {
  const { json } = await send({ method: 'GET', url: `${config.edgeUrl}/readyz`, signal })
  const read = parseWith(edgeSchema, json)
  if (!read.ok) throw new Error('/readyz is not that of an edge of this release')
  return read.value.checks
}

function judgeStatus(status: number): Finding {
  return status === 200 ? pass('200') : fail(`${status} from /readyz, which says what is missing`)
}
