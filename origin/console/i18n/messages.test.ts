import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Entry = string | Readonly<Record<string, string>>

const ROOT = join(import.meta.dirname, '..')
const folders = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('messages/en.json'))
  .map((path) => dirname(path))

/** Of each key: its plural forms, and its parameters. */
function shapesOf(folder: string, locale: string): Readonly<Record<string, unknown>> {
  const messages = JSON.parse(readFileSync(join(ROOT, folder, `${locale}.json`), 'utf8')) as Record<string, Entry>
  return Object.fromEntries(
    Object.entries(messages).map(([key, entry]) => {
      const texts = typeof entry === 'string' ? [entry] : Object.values(entry)
      const parameters = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
      const forms = typeof entry === 'string' ? [] : Object.keys(entry).toSorted()
      return [key, { forms, parameters: [...new Set(parameters)].toSorted() }]
    }),
  )
}

describe('the texts of the console', () => {
  it('are found', () => {
    expect(folders).toContain('shell/messages')
  })

  it.each(folders)('say in %s the same in both languages, with the same parameters', (folder) => {
    expect(shapesOf(folder, 'pt-BR')).toEqual(shapesOf(folder, 'en'))
  })
})
