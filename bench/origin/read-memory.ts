import { readFileSync } from 'node:fs'

/** In megabytes (10⁶ bytes), by the kernel: what a process holds now, and the most that it ever held. */
export interface Memory {
  readonly residentMb: number
  readonly peakMb: number
}

const BYTES_PER_KB = 1_024

export function readMemory(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * BYTES_PER_KB) / 1e6
  return { residentMb: read('VmRSS'), peakMb: read('VmHWM') }
}
