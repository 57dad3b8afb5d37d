import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** One line that says what a benchmark ran on. */
export function describeMachine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const load = loadavg()[0] ?? 0
  return [
    cpus()[0]?.model.trim() ?? 'unknown processor',
    `${availableParallelism()} cores`,
    `${gigabytes} GiB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node} (V8 ${process.versions.v8})`,
    `load ${load.toFixed(2)} at the start`,
  ].join(' · ')
}
