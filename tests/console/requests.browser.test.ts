import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure, createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const LIST = '/default/production/requests'
/** Eight looks at a page. */
const SLOW_MS = 300_000

const BRAZIL = {
  id: 'brazil',
  if: { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] },
  serve: { variant: 'on' },
}

describe('change requests', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    await createFlag(stack, { key: 'checkout', type: 'boolean' }, { enabled: true, defaultServe: { variant: 'off' } })
    for (const [name, country] of [
      ['Ana in São Paulo', 'BR'],
      ['<img src=x onerror=alert(1)>', 'PT'],
    ]) {
      await stack.api('/contexts', { body: { name, context: { targetingKey: country, geo: { country } } } })
    }
    const protecting = { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } } as const
    expect((await stack.api('/environments/production', protecting)).status).toBe(200)
  })

  afterAll(() => console?.stop())

  /** Somebody else asks: whoever holds the master key. */
  const ask = async (change: object, reason = 'Brazil first', target = 'flags/checkout'): Promise<string> => {
    const path = `/environments/production/${target}/requests`
    const { status, body, text } = await console.stack.api(path, { body: { change, reason } })
    if (status !== 201) throw new Error(text)
    return (body as { id: string }).id
  }
  /** The person of the browser asks. */
  const askMyself = async (change: object): Promise<string> => {
    await console.page.goto(console.url + LIST)
    return console.page.evaluate(async (change) => {
      const answer = await fetch('/api/v1/projects/default/environments/production/flags/checkout/requests', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ change }),
      })
      return ((await answer.json()) as { id: string }).id
    }, change)
  }
  const open = async (id: string) => {
    await console.page.goto(`${console.url}${LIST}/${id}`)
    await console.page.getByRole('heading', { level: 1, name: /^Change of / }).waitFor()
    return console.page
  }
  const flag = async () => (await console.stack.api('/environments/production/flags/checkout')).body

  it('teach what they are while there are none', async () => {
    await console.page.goto(console.url + LIST)
    await console.page.getByText('Nothing waits in Production').waitFor()
    await console.page.goto(`${console.url}${LIST}/aaaaaaaaaaaa`)
    await console.page.getByText('There is no such change request here').waitFor()
    expect(await console.page.getByRole('link', { name: 'To all change requests' }).count()).toBe(1)
  })

  it('show the change, whom it concerns and what is missing, and are approved and applied by keyboard alone', async () => {
    await ask({ rules: [BRAZIL] })
    const { page } = console
    await page.goto(console.url + LIST)
    await page.getByRole('link', { name: 'checkout' }).press('Enter')
    await page.getByText('If country is Brazil → serve on').waitFor()
    await page.getByText('Waits for the approval of 1 other person').waitFor()
    await page.getByText('Approvals: 0 of 1').waitFor()
    await page.getByRole('row', { name: /Ana in São Paulo something else 100%/ }).waitFor()
    await page.getByRole('row', { name: /onerror.* the same as before 0%/ }).waitFor()
    await page.getByRole('button', { name: 'Approve' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).press('Enter')
    await page.getByText('Approvals: 1 of 1').waitFor()
    await page.getByText('Ready to be applied').waitFor()
    await page.getByRole('button', { name: 'Apply now' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Apply now' }).press('Enter')
    await page.getByText(/^The change was made at/).waitFor()
    expect(await flag()).toMatchObject({ rules: [{ id: 'brazil' }] })
    await page.getByText('If country is Brazil → serve on').waitFor()
  })

  it('are rejected with a reason, and are then found among those', async () => {
    const id = await ask({ enabled: false }, 'too early')
    const page = await open(id)
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('not before May')
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    await page.getByText(/^Somebody decided against it/).waitFor()
    await page.goto(console.url + LIST)
    await page.getByRole('combobox', { name: 'Show' }).click()
    await page.getByRole('option', { name: 'Rejected' }).click()
    await page.getByRole('row', { name: /checkout.*turn off.*Rejected/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?state=rejected')
  })

  it('say that somebody changed the same meanwhile, and are laid over that by whoever asked', async () => {
    const id = await askMyself({ offVariant: null })
    const { stack } = console
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: false } })
    await configure(stack, 'checkout', { enabled: false })
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true } })
    const page = await open(id)
    await page.getByText('Conflict: it cannot be applied as it is').waitFor()
    await page.getByText('Turn the flag off in Production').waitFor()
    await page.getByRole('button', { name: 'Lay it over what is there now' }).click()
    await page.getByText('Waits for the approval of 1 other person').waitFor()
    const { body } = await stack.api(`/environments/production/requests/${id}`)
    expect(body).toMatchObject({ isConflicting: false, change: { offVariant: null } })
    expect(await flag()).toMatchObject({ enabled: false, offVariant: 'off' })
  })

  it('show what others did with them while somebody looked', async () => {
    const id = await askMyself({ enabled: true })
    const page = await open(id)
    await page.getByText('You asked for this: others approve it.').waitFor()
    const approved = await console.stack.api(`/environments/production/requests/${id}/approve`, { method: 'POST' })
    expect(approved.status).toBe(200)
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('button', { name: 'See the difference' }).click()
    await page.getByText('Approved by: — → The master key').waitFor()
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText(/^Whoever asked for it took it back/).waitFor()
  })

  it('are given a time by whoever asked, and guard one that is not saved', async () => {
    const id = await askMyself({ enabled: true })
    const page = await open(id)
    await page.getByLabel('Apply by itself at').fill('2031-05-01T10:00')
    let question = ''
    page.once('dialog', (dialog) => {
      question = dialog.message()
      void dialog.dismiss()
    })
    await page.getByRole('navigation').getByRole('link', { name: 'Flags', exact: true }).click()
    expect(question).toContain('Leave without saving?')
    await page.getByRole('button', { name: 'Set this time' }).click()
    await page.getByText(/^It is applied by itself at May 1, 2031/).waitFor()
    await page.goto(`${console.url}/default/production/flags/checkout`)
    await page
      .getByRole('link', { name: /^Ana Admin, / })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'Change of checkout in Production' }).waitFor()
  })

  it('concern segments too', async () => {
    await console.stack.api('/environments/production/segments', { body: { key: 'beta', included: ['ann'] } })
    const page = await open(await ask({ included: ['bob', 'eve'], rules: [BRAZIL.if] }, 'friends', 'segments/beta'))
    await page.getByText('2 ids come in').waitFor()
    await page.getByText('If country is Brazil').waitFor()
    expect(await page.getByRole('link', { name: 'Open the segment beta' }).count()).toBe(1)
  })

  it('have no fault that axe knows', { timeout: SLOW_MS }, async () => {
    const id = await ask({ enabled: true, rules: [BRAZIL] }, 'Brazil first, then everybody')
    expect(await checkScreen(console, { name: 'requests', path: `${LIST}?state=all` })).toEqual([])
    expect(await checkScreen(console, { name: 'request-detail', path: `${LIST}/${id}` })).toEqual([])
  })

  it('need nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
