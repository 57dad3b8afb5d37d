import type { ServiceEnd, ServiceProcess } from './service-process.ts'
import { waitUntilReady } from './wait-until-ready.ts'

export type ServiceName = 'origin' | 'worker' | 'edge'

/** Variables for one process, over what all of its kind get. */
export type FurtherVariables = Readonly<Record<string, string>>

/** The services of a stack, each of which can be ended and started again alone. */
export interface RunningServices {
  readonly processes: ReadonlyMap<ServiceName, ServiceProcess>
  /** Starts a service for the first time, and waits until it is ready. */
  readonly start: (name: ServiceName, starter: (further: FurtherVariables) => ServiceProcess) => Promise<void>
  /** Starts an ended service again, and waits until it is ready. */
  readonly revive: (name: ServiceName, further?: FurtherVariables) => Promise<void>
  /** SIGKILL, as in a crash; resolves when the process is gone. */
  readonly kill: (name: ServiceName) => Promise<void>
  /** SIGTERM, as a supervisor sends it; ten seconds later SIGKILL. */
  readonly end: (name: ServiceName) => Promise<ServiceEnd>
}

/** @param urls  where each service answers `/readyz` */
export function createRunningServices(urls: Readonly<Record<ServiceName, string>>): RunningServices {
  const processes = new Map<ServiceName, ServiceProcess>()
  const starters = new Map<ServiceName, (further: FurtherVariables) => ServiceProcess>()

  const processOf = (name: ServiceName): ServiceProcess => {
    const process = processes.get(name)
    if (process === undefined) throw new Error(`${name} was never started`)
    return process
  }
  const revive: RunningServices['revive'] = async (name, further = {}) => {
    const service = starters.get(name)?.(further)
    if (service === undefined) throw new Error(`${name} was never started`)
    processes.set(name, service)
    await waitUntilReady(service, `${urls[name]}/readyz`)
  }

  return {
    processes,
    revive,
    start: async (name, starter) => {
      starters.set(name, starter)
      await revive(name)
    },
    kill: (name) => processOf(name).kill(),
    end: async (name) => {
      const process = processOf(name)
      await process.stop()
      return process.ended
    },
  }
}
