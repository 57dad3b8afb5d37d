import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { compile } from '@inlang/paraglide-js'
import { digestOf } from '../build/digest-of.ts'

const OUT = 'origin/console/i18n/compiled'
const MARK = `${OUT}/.digest`

/**
 * Writes the console's texts as functions, into a folder that git ignores; does nothing when they are there already.
 * What compiles them keeps a timer running: whoever calls this ends its process by itself.
 */
export async function compileMessages(): Promise<void> {
  const digest = digestOf(
    'origin/console',
    (path) => path.startsWith('i18n/messages-plugin') || path.includes('/messages/'),
  )
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === digest) return
  await compile({
    project: './origin/console/i18n/project.inlang',
    outdir: `./${OUT}`,
    // The console chooses; see `locale.ts`.
    strategy: ['globalVariable', 'baseLocale'],
    outputStructure: 'message-modules',
    isServer: 'false',
    emitPrettierIgnore: false,
    emitReadme: false,
    includeEslintDisableComment: false,
  })
  writeFileSync(MARK, digest)
}
