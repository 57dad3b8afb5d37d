import { buildConsole } from './build-console.ts'
import { reportJson, reportTable } from './dev-report.ts'
import { SAMPLE_FLAG, createSampleFlag, isSampleFlagTrue } from './sample-flag.ts'
import { firstAdminLink } from './first-admin-link.ts'
import { isKeyAccepted } from './stack/first-keys.ts'
import { type StackOptions, readStackOptions } from './stack/stack-options.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { describeEnd } from './stack/wait-until-ready.ts'

const asJson = process.argv.includes('--json')
/** In JSON mode standard output belongs to the one line that programs read. */
const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function main(options: StackOptions): Promise<void> {
  const stopAsked = untilAskedToStop()
  const built = buildConsole().then(() => say('  ready: console'))
  const starting = startStack(options, (step) => say(`  ready: ${step}`))
  const ready = await Promise.race([Promise.all([starting, built]), stopAsked])
  // Asked to stop before all was up: what runs already ends with this process.
  if (ready === undefined) return
  const [stack] = ready
  if (asJson) process.stdout.write(`${reportJson(stack)}\n`)
  else process.stdout.write(`${await describeForPerson(stack, options.dataDirectory)}\n`)
  const end = await Promise.race([stack.died, stopAsked])
  if (end !== undefined) {
    say(describeEnd(end))
    process.exitCode = 1
  }
  say('Stopping …')
  await stack.stop()
}

async function describeForPerson(stack: Stack, dataDirectory: string): Promise<string> {
  await createSampleFlag(stack)
  const answersTrue = (await isSampleFlagTrue(stack)) && (await isKeyAccepted(stack.edge, stack.keys.server))
  const welcome = await firstAdminLink(stack)
  return reportTable(stack, { dataDirectory, welcome, trueFlag: answersTrue ? SAMPLE_FLAG : undefined })
}

/** The listeners stay: npm passes on a signal that the terminal sent already, and a second one must not kill the stop. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

try {
  say('Starting ToggleMaster …')
  await main(readStackOptions(process.env))
  process.exit()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
