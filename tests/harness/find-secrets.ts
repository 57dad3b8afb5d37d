import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Which of these secrets stand in any log below a directory; THREATS row 21. */
export function findSecretsInLogs(dataDirectory: string, secrets: readonly string[]): readonly string[] {
  const texts = filesBelow(join(dataDirectory, 'logs')).map((file) => readFileSync(file, 'utf8'))
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)))
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}
