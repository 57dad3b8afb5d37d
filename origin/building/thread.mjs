// Where the thread begins: Node 20 does not read TypeScript, and a thread does not inherit what its process loaded for it.
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
