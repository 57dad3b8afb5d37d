import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/webhooks'

describe('the webhooks', () => {
  let console: ConsoleUnderTest
  let address = ''
  const received: string[] = []
  const receiver = createServer((request, response) => {
    received.push(String(request.headers['webhook-id']))
    response.writeHead(204).end()
  })
  const only = async (): Promise<Record<string, unknown> | undefined> =>
    ((await console.stack.api('/webhooks')).body as { items: Record<string, unknown>[] }).items[0]

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    console = await startConsole({ WEBHOOK_PRIVATE_ADDRESSES: 'on' })
    await console.page.goto(console.url + PATH)
  })

  afterAll(async () => {
    receiver.close()
    await console?.stop()
  })

  it('teaches where there is none, makes one by keyboard alone and shows its secret once', async () => {
    const { page } = console
    await page.getByText('Nobody is told of changes yet').waitFor()
    await page.getByRole('button', { name: 'New webhook' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).pressSequentially('<s>Chat</s>')
    await page.getByRole('textbox', { name: 'URL' }).pressSequentially('nowhere')
    await page.getByRole('button', { name: 'Make the webhook' }).press('Enter')
    await page.getByText('Write a URL with http or https').waitFor()
    await page.getByRole('textbox', { name: 'URL' }).fill(address)
    await page.getByRole('button', { name: 'Make the webhook' }).press('Enter')
    await page.getByText('The secret, shown once').waitFor()
    expect(await page.getByRole('dialog').getByRole('region').textContent()).not.toBe('')
    await page.getByRole('button', { name: 'I have kept it' }).press('Enter')
    await page.getByRole('link', { name: '<s>Chat</s>' }).waitFor()
    expect(await only()).toMatchObject({ name: '<s>Chat</s>', url: address, events: ['*'], enabled: true })
  })

  it('says something to try it, logs what came back, and says it again', async () => {
    const { page } = console
    await page.getByRole('link', { name: '<s>Chat</s>' }).click()
    await page.getByRole('row', { name: /^webhook.create delivered answered 204/ }).waitFor()
    await page.getByRole('button', { name: 'Say something to try it' }).click()
    await page.getByRole('row', { name: /^ping delivered answered 204/ }).waitFor()
    await page.getByRole('button', { name: /^Say ping of .* again$/ }).click()
    await page
      .getByRole('row', { name: /^ping delivered answered 204/ })
      .nth(1)
      .waitFor()
    expect(new Set(received).size).toBe(3)
  })

  it('switches it off, and shows what somebody else saved meanwhile', async () => {
    const { page, stack } = console
    const id = String((await only())?.['id'])
    await page.getByRole('switch', { name: 'Switched on' }).click()
    await page.getByText('State: on → off').waitFor()
    await stack.api(`/webhooks/${id}`, { method: 'PATCH', body: { name: 'Pager' } })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^Changed .* by The master key$/).waitFor()
    await page.getByRole('button', { name: 'See the difference' }).click()
    await page.getByRole('row', { name: 'Name Pager <s>Chat</s>' }).waitFor()
    await page.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('<s>Chat</s> is saved').waitFor()
    expect(await only()).toMatchObject({ name: '<s>Chat</s>', enabled: false })
  })

  it('draws another secret, and deletes it after it named the URL', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
    await page.getByText('The secret, shown once').waitFor()
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(
      await checkScreen(console, {
        name: 'webhook',
        path: new URL(page.url()).pathname.replace('/console', '') + new URL(page.url()).search,
      }),
    ).toEqual([])
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByText(`${address} is told nothing any more`).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('<s>Chat</s> is deleted').waitFor()
    expect(await only()).toBeUndefined()
  })

  it('tells whoever is no admin whom to ask', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByText('Admins see this').waitFor()
    expect(await page.getByRole('button', { name: 'New webhook' }).count()).toBe(0)
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'webhooks', path: PATH })).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
