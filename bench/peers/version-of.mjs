import { readFileSync } from 'node:fs'

/** Name and version of an installed package; many do not export their package.json. */
export function versionOf(name) {
  const { version } = JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), 'utf8'))
  return `${name} ${version}`
}
