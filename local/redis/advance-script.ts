import type { MemoryScript } from './memory-scripts.ts'

/**
 * What the origin's advance script does, for the store that has no Lua: each key is set when no higher version lies
 * there, or when what lies there is exactly the text that may be replaced, or no text.
 */
export const advanceInMemory: MemoryScript = (redis, keys, argv) =>
  keys.map((key, i) => {
    const [version = '', envelope = '', replaced = ''] = argv.slice(3 * i, 3 * i + 3)
    const current = redis.call('TYPE', key) === 'string' ? redis.call('GET', key) : null
    const lying = typeof current === 'string' && current !== replaced ? Number(/^(\d+) /.exec(current)?.[1] ?? 0) : 0
    if (lying > Number(version)) return lying
    redis.call('SET', key, envelope)
    return 0
  })
