import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { prepareRedisServer, type RedisServerOptions, type RedisServerProcess } from './redis-server-process.ts'
import { RedisError, type RedisCommand, type RedisOutcome, type RedisReply, type RedisStore } from './redis-store.ts'

export interface RedisServerStore extends RedisStore {
  readonly server: RedisServerProcess
  /** Starts the server again after `server.kill()`; resolves when commands succeed again. */
  respawn(): Promise<void>
}

const RECONNECT_MS = 50
const READY_WITHIN_MS = 10_000

/**
 * Starts a private redis-server and speaks to it.
 * While the server is down every command fails at once: nothing is queued, nothing is sent twice. It reconnects by itself.
 */
export async function openRedisServerStore(options: RedisServerOptions): Promise<RedisServerStore> {
  const server = await prepareRedisServer(options)
  server.start()
  const client = connect(server.port)
  const subscribers = new Set<Redis>()
  const respawn = async (): Promise<void> => {
    server.start()
    await untilReady(client, server)
  }
  const disconnect = async (): Promise<void> => {
    for (const connection of [client, ...subscribers]) connection.disconnect()
    await server.stop()
  }
  await untilReady(client, server).catch(async (cause: unknown) => {
    await disconnect()
    throw cause
  })

  return {
    server,
    respawn,
    call: ([name = '', ...args]) => client.call(name, ...args).then(toReply, rethrow),
    callAtomically: (commands) => runTransaction(client, commands),
    subscribe: async (channel, listener) => {
      const subscriber = connect(server.port, { enableOfflineQueue: true })
      subscribers.add(subscriber)
      subscriber.on('message', (_channel: string, message: string) => listener(message))
      await subscriber.subscribe(channel)
      return () => {
        // What is on its way already would still be delivered.
        subscriber.removeAllListeners('message')
        subscribers.delete(subscriber)
        subscriber.disconnect()
      }
    },
    close: disconnect,
  }
}

function connect(port: number, { enableOfflineQueue = false } = {}): Redis {
  const client = new Redis({
    host: '127.0.0.1',
    port,
    protocol: 2,
    enableOfflineQueue,
    maxRetriesPerRequest: 0,
    // A command whose answer was lost may have been done: INCR must not run a second time.
    autoResendUnfulfilledCommands: false,
    retryStrategy: () => RECONNECT_MS,
  })
  // A lost connection shows in the command that fails for it; without a listener it would end the process.
  client.on('error', () => undefined)
  return client
}

async function untilReady(client: Redis, server: RedisServerProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (!(await isServedBy(client, server))) {
    if (server.pid === undefined) throw new RedisError('unavailable', 'redis-server ended while it started')
    if (performance.now() > deadline) throw new RedisError('unavailable', 'redis-server does not answer')
    await sleep(RECONNECT_MS / 2)
  }
}

/** Another Redis may hold the port; ours would then end, and the stranger must not be taken for it. */
async function isServedBy(client: Redis, server: RedisServerProcess): Promise<boolean> {
  const info = await client.info('server').catch(() => '')
  return (
    client.status === 'ready' && server.pid !== undefined && info.split('\r\n').includes(`process_id:${server.pid}`)
  )
}

async function runTransaction(client: Redis, commands: readonly RedisCommand[]): Promise<readonly RedisOutcome[]> {
  const transaction = client.multi(commands.map((command) => ['call', ...command]))
  const outcomes = (await transaction.exec().catch(rethrow)) ?? []
  return outcomes.map(([error, reply]) => (error ? { error: error.message } : { result: toReply(reply) }))
}

function toReply(reply: unknown): RedisReply {
  return reply as RedisReply
}

function rethrow(cause: Error): never {
  throw new RedisError(cause.name === 'ReplyError' ? 'reply' : 'unavailable', cause.message)
}
