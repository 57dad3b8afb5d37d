import { readFileSync, readdirSync } from 'node:fs'

/** The kernel counts processor time in hundredths of a second for whoever reads `/proc`. */
const TICK_US = 10_000
const LOOK_EVERY_MS = 200
const IDLE_WITHIN_MS = 30_000

/** The workerd processes that this process has started, by Miniflare. */
export function runtimePids(): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined
    return stat?.command === 'workerd' && stat.parent === process.pid ? [Number(name)] : []
  })
}

/** Processor time that a process has taken since it began, in user and kernel mode. */
export function cpuUs(pid: number): number {
  return (readStat(pid)?.ticks ?? Number.NaN) * TICK_US
}

/** Waits until a process stands still: what it was asked for last and nobody waits for any more is done. */
export async function untilIdle(pid: number): Promise<void> {
  const deadline = Date.now() + IDLE_WITHIN_MS
  for (;;) {
    const before = cpuUs(pid)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    if (cpuUs(pid) - before <= TICK_US) return
    if (Date.now() > deadline) throw new Error(`process ${pid} never stands still`)
  }
}

/** See proc_pid_stat(5); the command stands in parentheses and may hold anything. */
function readStat(pid: number): { command: string; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const end = text.lastIndexOf(')')
    const fields = text.slice(end + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    return { command: text.slice(text.indexOf('(') + 1, end), parent: Number(fields[1]), ticks }
  } catch {
    // It ended between the listing and the reading.
    return undefined
  }
}
