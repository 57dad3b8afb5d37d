import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const FLAGS = '/default/production/flags'
const run = promisify(execFile)

describe('from a new flag to its first evaluation', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
  })

  afterAll(() => console?.stop())

  const snippet = async (): Promise<string> =>
    (await console.page.getByRole('tabpanel').getByRole('region', { name: 'Code' }).textContent()) ?? ''

  it('makes a flag, with its variants, by keyboard alone', async () => {
    const { page, stack } = console
    await page.goto(console.url + FLAGS)
    // Where there is no flag yet, the empty list offers it too.
    await page.getByRole('link', { name: 'New flag' }).first().press('Enter')
    await page.getByRole('button', { name: 'Create flag' }).press('Enter')
    await page.getByText('Enter a key').waitFor()
    await page.getByRole('textbox', { name: 'Key' }).pressSequentially("it's new")
    await page.getByRole('combobox', { name: 'What it decides' }).press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Value of variant 1' }).fill('<script>alert(1)</script>')
    await page.getByRole('button', { name: 'Create flag' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: "Connect it's new" }).waitFor()
    const flag = (await stack.api(`/flags/${encodeURIComponent("it's new")}`)).body
    expect(flag).toMatchObject({
      type: 'string',
      variants: [{ value: '<script>alert(1)</script>' }, { name: 'treatment' }],
    })
  })

  it('says what was wrong, and keeps what was written, when the key is taken', async () => {
    const { page } = console
    await page.goto(`${console.url}${FLAGS}/new`)
    await page.getByRole('textbox', { name: 'Key' }).fill("it's new")
    await page.getByRole('button', { name: 'Create flag' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe("it's new")
    // Leaving would lose it: that is asked first.
    let asked = ''
    page.once('dialog', (dialog) => {
      asked = dialog.message()
      void dialog.accept()
    })
    await page.getByRole('navigation').getByRole('link', { name: 'Flags', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect(asked).toContain('Leave without saving?')
  })

  it('waits for the first evaluation, and turns green when the copied command ran', async () => {
    const { page } = console
    await page.goto(`${console.url}${FLAGS}/${encodeURIComponent("it's new")}/connect`)
    await page.getByText('Waiting for the first evaluation in Production…').waitFor()
    await page.getByRole('button', { name: 'Make a server key' }).click()
    await page.getByText('SERVER_KEY, shown once').waitFor()
    await run('sh', ['-c', await snippet()])
    await page.getByText("It works: it's new was evaluated in Production").waitFor()
    expect(await page.getByRole('link', { name: 'Open the flag' }).count()).toBe(1)
  })

  it.each(['JavaScript server', 'Web'])('shows code for %s that runs as it is', async (tab) => {
    const { page } = console
    if (tab === 'Web') await page.getByRole('button', { name: 'Make a client key' }).click()
    await page.getByRole('tab', { name: tab }).click()
    if (tab === 'Web') {
      await page.getByRole('button', { name: 'Let browsers ask for it' }).click()
      await page.getByText('Let browsers ask for it').waitFor({ state: 'hidden' })
    }
    const code = await snippet()
    // Inside of the project, so that its SDKs are found.
    mkdirSync('.cache', { recursive: true })
    const folder = mkdtempSync(join(process.cwd(), '.cache/snippet-'))
    try {
      const file = join(folder, 'snippet.mjs')
      writeFileSync(file, `${code}\nprocess.exit()\n`)
      const { stdout } = await run(process.execPath, [file])
      expect(stdout.trim()).not.toBe('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    const path = `${FLAGS}/${encodeURIComponent("it's new")}/connect`
    expect(
      await checkScreen(console, {
        name: 'connect',
        path,
        settle: async (page) => page.getByRole('tabpanel').waitFor(),
      }),
    ).toEqual([])
    expect(await checkScreen(console, { name: 'new-flag', path: `${FLAGS}/new` })).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
