import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Looks for a Redis on this machine.
 * @param searchPath  directories as the PATH variable lists them
 * @returns the executable's path, or undefined when there is none
 */
export function findRedisServer(searchPath: string): string | undefined {
  return searchPath
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, 'redis-server'))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
