// The mode of flagd that a Worker can run.
import { openWith, version as coreVersion, workload } from './flagd.mjs'

export { document } from './flagd.mjs'
export const version = `${coreVersion}, interpreted`
export const open = (bytes) => openWith(bytes, { disableDynamicCodeGeneration: true })
export const setup = () => open(workload())
