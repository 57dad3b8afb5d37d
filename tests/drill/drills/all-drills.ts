import type { Drill } from '../drill.ts'
import { clocksWrong } from './clocks-wrong.ts'
import { coldWithoutRedis } from './cold-without-redis.ts'
import { keysRotated } from './keys-rotated.ts'
import { originKilled } from './origin-killed.ts'
import { originKilledWriting } from './origin-killed-writing.ts'
import { queueDown } from './queue-down.ts'
import { redisEmptied } from './redis-emptied.ts'
import { redisFails } from './redis-fails.ts'
import { rulesetsDamaged } from './rulesets-damaged.ts'
import { servicesEnded } from './services-ended.ts'
import { tablesFail } from './tables-fail.ts'
import { workerKilled } from './worker-killed.ts'

/** In the order of the table of threats. */
export const DRILLS: readonly Drill[] = [
  originKilled,
  redisFails,
  redisEmptied,
  coldWithoutRedis,
  originKilledWriting,
  rulesetsDamaged,
  workerKilled,
  tablesFail,
  queueDown,
  servicesEnded,
  clocksWrong,
  keysRotated,
]
