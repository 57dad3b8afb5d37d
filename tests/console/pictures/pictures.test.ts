import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SCENES } from './scenes.ts'

/** Five of them are looked at by whoever only wanted to read. */
const MOST_BYTES = 150_000

describe.each([
  ['README.md', 'en'],
  ['README.pt-BR.md', 'pt-BR'],
])('the pictures of %s', (file, locale) => {
  const text = readFileSync(file, 'utf8')

  it.each(SCENES.map(({ name }) => name))('are shown in its language, and small: %s', (name) => {
    const image = `docs/images/${locale}/${name}.webp`
    expect(text).toContain(`(${image})`)
    expect(statSync(image).size).toBeLessThan(MOST_BYTES)
  })
})
