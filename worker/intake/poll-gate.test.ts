import { describe, expect, it } from 'vitest'
import { createPollGate } from './poll-gate.ts'

describe('the gate before a poll', () => {
  it('looks at the tables before the first poll, and then no more', async () => {
    let probes = 0
    const gate = createPollGate(async () => ++probes > 0, new AbortController().signal)
    await gate.pass()
    await gate.pass()
    expect(probes).toBe(1)
  })

  it('waits until the tables answer again', async () => {
    const answers = [false, false, true]
    const gate = createPollGate(async () => answers.shift() ?? false, new AbortController().signal)
    gate.open()
    gate.close()
    await gate.pass()
    expect(answers).toEqual([])
    expect(gate.isOpen).toBe(true)
  })

  it('lets nobody through when the worker stops', async () => {
    const stopping = new AbortController()
    const gate = createPollGate(async () => false, stopping.signal)
    const passed = gate.pass()
    stopping.abort()
    await expect(passed).rejects.toThrow()
    gate.open()
    await expect(gate.pass()).rejects.toThrow()
  })
})
