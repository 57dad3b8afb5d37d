import type { Locator } from 'playwright-core'

class OutOfReach extends Error {}

/** More than any screen has; one that takes more is out of reach for a person too. */
const MOST_TABS = 150

/** Goes there as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  const { keyboard } = target.page()
  for (let i = 0; i < MOST_TABS; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await keyboard.press('Tab')
  }
  throw new OutOfReach(`${MOST_TABS} tabs do not lead to ${String(target)}`)
}

export async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.press(key)
}

/** In the place of what stands there. */
export async function write(target: Locator, text: string): Promise<void> {
  await press(target, 'ControlOrMeta+A')
  await target.page().keyboard.type(text)
}
