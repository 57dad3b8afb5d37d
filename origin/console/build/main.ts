import { compileMessages } from '../i18n/compile-messages.ts'
import { buildConsole } from './build-console.ts'

// Whoever calls may be a test, and React has a slow half for those.
process.env['NODE_ENV'] = 'production'

/** `npm run build:console`; with `--messages` only what the types need. */
try {
  if (process.argv.includes('--messages')) await compileMessages()
  else {
    const firstLoad = await buildConsole()
    const said = firstLoad === undefined ? 'is as its sources' : `first load: ${JSON.stringify(firstLoad)}`
    process.stderr.write(`console: ${said}\n`)
  }
  process.exit()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
