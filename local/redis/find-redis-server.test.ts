import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { findRedisServer } from './find-redis-server.ts'

it('finds the first redis-server that can be executed', () => {
  const root = mkdtempSync(join(tmpdir(), 'togglemaster-path-'))
  const directories = ['empty', 'plain', 'good', 'later'].map((name) => join(root, name))
  for (const directory of directories) mkdirSync(directory)
  writeFileSync(join(root, 'plain', 'redis-server'), '', { mode: 0o644 })
  writeFileSync(join(root, 'good', 'redis-server'), '', { mode: 0o755 })
  writeFileSync(join(root, 'later', 'redis-server'), '', { mode: 0o755 })
  expect(findRedisServer(directories.join(delimiter))).toBe(join(root, 'good', 'redis-server'))
})

it('says when there is none', () => {
  expect(findRedisServer('')).toBeUndefined()
  expect(findRedisServer(join(tmpdir(), 'nowhere'))).toBeUndefined()
})
