// flagd's default: rules become code through `new Function`, which a Worker refuses.
import { openWith, version as coreVersion, workload } from './flagd.mjs'

export { document } from './flagd.mjs'
export const version = `${coreVersion}, generated code`
export const open = (bytes) => openWith(bytes, { disableDynamicCodeGeneration: false })
export const setup = () => open(workload())
