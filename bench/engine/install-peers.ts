import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url))

/** Installs the engines that are compared, by their lockfile, unless exactly those versions are there. */
export function installPeers(): void {
  const { dependencies } = readPackage('.') as { dependencies: Readonly<Record<string, string>> }
  if (Object.entries(dependencies).every(([name, version]) => readPackage(`node_modules/${name}`)?.version === version))
    return
  console.log('Installing the peers…')
  execFileSync('npm', ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' })
}

function readPackage(folder: string): { readonly version?: string } | undefined {
  const file = `${FOLDER}/${folder}/package.json`
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }) : undefined
}
