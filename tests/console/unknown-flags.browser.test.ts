import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../harness/eventually.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/unknown-flags'
const WAIT_MS = 20_000

describe('unknown flags', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
  })

  afterAll(() => console?.stop())

  it('teach what they are while there are none, and then lead to the flag that was asked for', async () => {
    const { page, stack } = console
    await page.goto(console.url + PATH)
    await page.getByText('Every flag that was asked for in Production exists').waitFor()
    await stack.evaluate('one page/beta', { targetingKey: 'ann' })
    const listed = () => stack.api('/environments/production/unknown-flags')
    await eventually(listed, ({ body }) => (body as { items: unknown[] }).items.length > 0, WAIT_MS)
    await page.reload()
    await page.getByRole('row', { name: /one page\/beta.*1.*this hour/ }).waitFor()
    await page.getByRole('link', { name: 'Create this flag: one page/beta' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'New flag' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('one page/beta')
  })

  it('have no fault that axe knows', async () => {
    expect(await checkScreen(console, { name: 'unknown-flags', path: PATH })).toEqual([])
  })

  it('need nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
