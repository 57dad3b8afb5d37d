import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

class NoBrowser extends Error {}

/** Debian's Chromium, or any other on the path. */
export function findChromium(): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      if (existsSync(join(folder, name))) return join(folder, name)
    }
  }
  throw new NoBrowser('the console is tested in Chromium: apt-get install chromium')
}
