import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { drawSecret } from '../access/draw-secret.ts'
import { drawId } from './draw-id.ts'

describe('what is drawn', () => {
  it('is an id of 12 characters out of 36, each as likely as the other', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 3_000; i++) {
      const id = drawId(randomBytes)
      expect(id).toMatch(/^[a-z0-9]{12}$/)
      for (const character of id) counts.set(character, (counts.get(character) ?? 0) + 1)
    }
    // 1 000 of each are expected, with a standard deviation of 31.
    expect(counts.size).toBe(36)
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250)
  })

  it('goes on drawing when bytes have to be left out', () => {
    const draws = [Uint8Array.of(255, 254, 253, 252, 0, 1, 2, 3, 4, 5, 6, 7), new Uint8Array(12).fill(251)]
    expect(drawId(() => draws.shift() ?? new Uint8Array())).toBe('abcdefgh9999')
    const secrets = [new Uint8Array(64).fill(255), new Uint8Array(64).fill(61)]
    expect(drawSecret(() => secrets.shift() ?? new Uint8Array())).toBe('z'.repeat(32))
  })
})
