/** A redis-server behind its REST front, away from whoever takes the time: a body of megabytes passes through here. */
import { findRedisServer } from '../../local/redis/find-redis-server.ts'
import { startRedisFront } from '../../local/redis/redis-front.ts'
import { openRedisServerStore } from '../../local/redis/redis-server-store.ts'

const { PORT = '', TOKEN = '', DATA_DIRECTORY = '' } = process.env
const executable = findRedisServer(process.env['PATH'] ?? '')
if (executable === undefined) throw new Error('this benchmark needs a redis-server on the PATH')
const store = await openRedisServerStore({ executable, dataDirectory: DATA_DIRECTORY })
await startRedisFront({ store, token: TOKEN, port: Number(PORT) })
process.once('SIGTERM', () => void store.close().finally(() => process.exit(0)))
