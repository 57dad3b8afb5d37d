import { describe, expect, it } from 'vitest'
import type { PublisherStatus } from '../publishing/publisher.ts'
import { createMetrics } from './metrics.ts'

const status: PublisherStatus = {
  redis: 'up',
  unpublished: 3,
  oldestUnpublishedMs: 1_500,
  refused: 2,
  problem: 'environment abc: ruleset refused',
}

describe('the metrics', () => {
  it('keep what the publisher last said while the database that it reads is down', async () => {
    let isDown = false
    const metrics = createMetrics()
    metrics.watch({
      status: () => {
        if (isDown) throw new TypeError('The database connection is not open')
        return status
      },
    })
    const before = await metrics.registry.metrics()
    expect(before).toContain('togglemaster_redis_up 1\n')
    expect(before).toContain('togglemaster_unpublished_changes 3\n')
    expect(before).toContain('togglemaster_unpublished_oldest_seconds 1.5\n')
    expect(before).toContain('togglemaster_refused_environments 2\n')
    isDown = true
    expect(await metrics.registry.metrics()).toBe(before)
  })
})
