import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/**
 * Teaches paraglide where the console's texts lie: a folder `messages/` beside each screen. The key `title` of
 * `screens/flags/messages/en.json` becomes the function `flags_title`.
 *
 * A text is a string with `{parameters}`, or `{"one": …, "other": …}`, chosen by the parameter `count`.
 */
const ROOT = 'origin/console'

/** paraglide loads this file as text, so that it cannot ask where it lies. */
function messageFiles(locale) {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`messages/${locale}.json`))
    .toSorted()
    .map((path) => ({
      locale,
      path: `${process.cwd()}/${ROOT}/${path}`,
      metadata: { prefix: basename(dirname(dirname(path))) },
    }))
}

function patternOf(text) {
  return text.split(/(\{\w+\})/).flatMap((part) => {
    if (part === '') return []
    if (!/^\{\w+\}$/.test(part)) return [{ type: 'text', value: part }]
    return [{ type: 'expression', arg: { type: 'variable-reference', name: part.slice(1, -1) } }]
  })
}

const inputs = (texts) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))),
]

const PLURAL = 'countPlural'
const pluralVariable = {
  type: 'local-variable',
  name: PLURAL,
  value: {
    type: 'expression',
    arg: { type: 'variable-reference', name: 'count' },
    annotation: { type: 'function-reference', name: 'plural', options: [] },
  },
}

function importMessage(locale, bundleId, entry) {
  const isPlural = typeof entry !== 'string'
  const texts = isPlural ? Object.values(entry) : [entry]
  const names = isPlural ? [...new Set([...inputs(texts), 'count'])] : inputs(texts)
  const declarations = names.map((name) => ({ type: 'input-variable', name }))
  if (isPlural) declarations.push(pluralVariable)
  const variants = (isPlural ? Object.entries(entry) : [['', entry]]).map(([form, text]) => ({
    messageBundleId: bundleId,
    messageLocale: locale,
    matches: matchesOf(isPlural, form),
    pattern: patternOf(text),
  }))
  const selectors = isPlural ? [{ type: 'variable-reference', name: PLURAL }] : []
  return { declarations, message: { bundleId, locale, selectors }, variants }
}

function matchesOf(isPlural, form) {
  if (!isPlural) return []
  return form === 'other'
    ? [{ type: 'catchall-match', key: PLURAL }]
    : [{ type: 'literal-match', key: PLURAL, value: form }]
}

export default {
  key: 'togglemaster-messages',
  toBeImportedFiles: ({ settings }) => settings.locales.flatMap(messageFiles),
  importFiles: ({ files }) => {
    const bundles = new Map()
    const messages = []
    const variants = []
    for (const { locale, content, toBeImportedFilesMetadata } of files) {
      for (const [key, entry] of Object.entries(JSON.parse(new TextDecoder().decode(content)))) {
        const id = `${toBeImportedFilesMetadata.prefix.replaceAll('-', '_')}_${key}`
        const { declarations, ...imported } = importMessage(locale, id, entry)
        if (!bundles.has(id)) bundles.set(id, { id, declarations })
        messages.push(imported.message)
        variants.push(...imported.variants)
      }
    }
    return { bundles: [...bundles.values()], messages, variants }
  },
}
