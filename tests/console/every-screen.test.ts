import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SCREENS = 'origin/console/screens'
/** Shown before anybody is signed in; `Gate` shows them, and no route. */
const DOORS = ['sign-in', 'welcome']

/** As the router finds them: each folder with a route. */
const screens = readdirSync(SCREENS).filter((folder) => existsSync(join(SCREENS, folder, 'route.ts')))

/** What the browser tests call the screens that they look at, in all themes and languages. */
const looked = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.browser.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .filter((source) => source.includes('await checkScreen('))
  .flatMap((source) => [...source.matchAll(/\bname: '([\w-]+)',\s+path(?::|,| })/g)].map(([, name]) => name))

describe('every screen', () => {
  it('is found', () => {
    expect(screens).toContain('flags')
  })

  it.each([...DOORS, ...screens])('is looked at by axe and in pictures: %s', (screen) => {
    expect(looked).toContain(screen)
  })
})
