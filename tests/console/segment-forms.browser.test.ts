import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const SEGMENTS = '/default/production/segments'

describe('the forms of segments have no fault that axe knows', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const body = { key: 'beta', included: ['ann', 'bob'] }
    expect((await console.stack.api('/environments/production/segments', { body })).status).toBe(201)
  })

  afterAll(() => console?.stop())

  it('where one is made', async () => {
    expect(await checkScreen(console, { name: 'new-segment', path: `${SEGMENTS}/new` })).toEqual([])
  })

  it('where a list is pasted', async () => {
    const path = `${SEGMENTS}/beta`
    expect(await checkScreen(console, { name: 'segment-paste', path, settle: paste })).toEqual([])
  })

  it('where what changes is reviewed', async () => {
    const path = `${SEGMENTS}/beta`
    expect(await checkScreen(console, { name: 'segment-review', path, settle: review })).toEqual([])
  })
})

/** A page is looked at wide and narrow: what is open stays so. */
async function paste(page: Page): Promise<void> {
  const ids = page.getByRole('textbox', { name: 'Ids', exact: true })
  if ((await ids.count()) > 0) return
  await page
    .getByRole('button', { name: /Add, remove or replace|Adicionar, remover ou trocar/ })
    .first()
    .click()
  await ids.fill('id\nann\neve\neve\n"open')
}

async function review(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) return
  await page.getByRole('textbox', { name: /Description|Descrição/ }).fill('who tries things first')
  await page.getByRole('button', { name: /Review and save|Revisar e salvar/ }).click()
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
}
