import { SECRET_LENGTH, formatAccessKey } from '../../shared/contracts/access-key.ts'
import { type Finding, fail, pass } from '../finding.ts'
import { judgeDelays } from '../judge-delays.ts'
import { settle } from '../settle.ts'
import type { Stage } from '../stage.ts'

/** Of keys that are not right, 60 a minute and address are let in: a new one that is late must not use them up. */
const GUESS_EVERY_MS = 300
const EVERY_MS = 20
/** As many refusals in a row as leave room for the others of this run. */
const REFUSALS_IN_A_ROW = 5

/** A replica of Redis that lags makes it longer: the first 200 is the upper bound of its lag. */
export async function isFreshKeyAccepted({ decisions, key, keyOrderedAtMs, clock }: Stage): Promise<Finding> {
  const ask = async (): Promise<boolean> => (await decisions.ask(key.text)).status === 200
  return judgeDelays([await settle({ sinceMs: keyOrderedAtMs, ask, everyMs: GUESS_EVERY_MS, inARow: 1 }, clock)])
}

export async function isWrongChecksumRefused({ decisions, key }: Stage): Promise<Finding> {
  const last = key.text.endsWith('0') ? '1' : '0'
  return judgeRefusal((await decisions.ask(key.text.slice(0, -1) + last)).status)
}

export async function isUnknownKeyRefused({ decisions, environmentId }: Stage): Promise<Finding> {
  const neverMade = formatAccessKey('srv', environmentId, '0'.repeat(SECRET_LENGTH))
  return judgeRefusal((await decisions.ask(neverMade)).status)
}

export async function isRevokedKeyRefused({ decisions, management, key, clock }: Stage): Promise<Finding> {
  const sinceMs = clock.nowMs()
  await management.revokeKey(key.id)
  const ask = async (): Promise<boolean> => [401, 429].includes((await decisions.ask(key.text)).status)
  return judgeDelays([await settle({ sinceMs, ask, everyMs: EVERY_MS, inARow: REFUSALS_IN_A_ROW }, clock)])
}

function judgeRefusal(status: number): Finding {
  return status === 401 ? pass('401') : fail(`${status}, expected 401`)
}
