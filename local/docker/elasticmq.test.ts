import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DEAD_LETTER_QUEUE, USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import { DEFAULT_VISIBILITY_TIMEOUT_SECONDS } from '../../worker/cloud/cloud-settings.ts'
import { MAX_RECEIVES } from '../../worker/provision/provision-queues.ts'

describe("the containers' queues", () => {
  it('are declared as provisioning makes them', () => {
    const conf = readFileSync(new URL('elasticmq.conf', import.meta.url), 'utf8')
    const declared = conf.slice(conf.indexOf('\nqueues {')).trim().split(/\s+/).join(' ')
    expect(declared).toBe(
      `queues { ${USAGE_QUEUE} { defaultVisibilityTimeout = ${DEFAULT_VISIBILITY_TIMEOUT_SECONDS} seconds ` +
        `deadLettersQueue { name = ${DEAD_LETTER_QUEUE} maxReceiveCount = ${MAX_RECEIVES} } } ${DEAD_LETTER_QUEUE} { } }`,
    )
  })
})
