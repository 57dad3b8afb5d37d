import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure, createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a screen, each with its audit. */
const LOOKING_MS = 300_000
const PATH = '/default/production/propagation'

describe('propagation', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    await createFlag(console.stack, { key: 'seen', type: 'boolean' }, { enabled: true })
  })

  afterAll(() => console?.stop())

  it('teaches what a location is while nobody has asked', async () => {
    const { page, url } = console
    await page.goto(`${url}/default/development/propagation`)
    await page.getByText('No location has reported yet').waitFor()
    expect(await page.getByRole('table', { name: 'Locations' }).count()).toBe(0)
  })

  it('shows by itself that a location came to the version that was saved', async () => {
    const { page, url, stack } = console
    await page.goto(url + PATH)
    await stack.evaluate('seen', { targetingKey: 'ann' })
    const locations = page.getByRole('table', { name: 'Locations' })
    await locations.getByText('Up to date').waitFor()
    await configure(stack, 'seen', { enabled: false })
    const { body } = await stack.api('/environments/production/propagation')
    const serves = locations.getByRole('cell', { name: String(body.version), exact: true })
    // An edge tells what it serves behind the requests that it answers.
    while ((await serves.count()) === 0) {
      await stack.evaluate('seen', { targetingKey: 'ann' })
      await page.waitForResponse((response) => response.url().endsWith('/propagation'))
    }
    await page
      .getByRole('table', { name: 'Last publishes' })
      .getByRole('cell', { name: String(body.version), exact: true })
      .waitFor()
    expect(await locations.innerText()).toContain('Up to date')
  })

  it(
    'has no fault that axe knows',
    async () => {
      const settle = async (page: typeof console.page) => page.getByRole('table').first().waitFor()
      expect(await checkScreen(console, { name: 'propagation', path: PATH, settle })).toEqual([])
    },
    LOOKING_MS,
  )
})
