/**
 * `npm run bench:console [-- --quick]`
 * The list of flags of a large organisation, in a browser.
 * `--quick` looks whether everything still runs; its figures mean nothing and are not written down.
 */
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { startWorld } from '../origin/world.ts'
import { measureFirstRows } from './measure-first-rows.ts'
import { measureScrolling } from './measure-scrolling.ts'
import { measureSearch } from './measure-search.ts'
import { openBrowser } from './open-browser.ts'
import { reportRun } from './report.ts'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const scale = options.quick ? { flags: 300, segments: 20 } : { flags: 5_000, segments: 200 }
const plan = options.quick ? { rounds: 1, seconds: 1 } : { rounds: 15, seconds: 5 }
const date = new Date().toISOString().slice(0, 10)
const machine = describeMachine()

console.log('Filling the database…')
const world = await startWorld(scale)
try {
  const browser = await openBrowser(world)
  try {
    console.log('Opening the list…')
    const firstRows = await measureFirstRows(browser, plan)
    const page = await browser.openList()
    console.log('Searching…')
    const search = await measureSearch(page, { ...plan, ...scale })
    console.log('Scrolling…')
    const scrolling = await measureScrolling(page, plan)
    const report = reportRun({ ...plan, date, machine, scale, version: browser.version, firstRows, search, scrolling })
    console.log(`\n${report}`)
    if (!options.quick) writeSection('bench:console', report)
  } finally {
    await browser.close()
  }
} finally {
  await world.close()
}
