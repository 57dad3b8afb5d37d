import { expect, it } from 'vitest'
import { createMemoryStore } from '../../local/redis/memory-store.ts'
import { type MeteredCommand, createMeteredStore } from './metered-store.ts'

const HEAD = '7 kid signature {"kind":"head","version":7}'

async function meter(...commands: readonly (readonly string[])[]): Promise<readonly MeteredCommand[]> {
  const seen: MeteredCommand[] = []
  const store = createMeteredStore(createMemoryStore({ scripts: new Map([['advance', () => [0, 0]]]) }), (command) =>
    seen.push(command),
  )
  for (const command of commands) await store.call(command)
  return seen
}

it('tells of the version that a body has, written and read', async () => {
  const seen = await meter(['set', 'tm:e:ruleset:7', 'body'], ['GET', 'tm:e:ruleset:7'])
  expect(seen.map(({ name, version, answerBytes }) => [name, version, answerBytes])).toEqual([
    ['SET', 7, 2],
    ['GET', 7, 4],
  ])
})

it('tells of the version of a head, advanced and looked at', async () => {
  const advance = ['EVAL', 'advance', '2', 'tm:e:access', 'tm:e:head', '3', '3 …', '', '7', HEAD, '']
  const look = ['MGET', 'tm:e:head', 'tm:e:access']
  const seen = await meter(advance, look, ['SET', 'tm:e:head', HEAD], look)
  expect(seen.map(({ key, version }) => [key, version])).toEqual([
    ['tm:e:head', 7],
    ['tm:e:head', undefined],
    ['tm:e:head', 7],
    ['tm:e:head', 7],
  ])
})

it('tells of the commands of a transaction one by one', async () => {
  const seen: MeteredCommand[] = []
  const store = createMeteredStore(createMemoryStore({}), (command) => seen.push(command))
  await store.callAtomically([
    ['SET', 'a', '1'],
    ['INCR', 'a'],
  ])
  expect(seen.map(({ name }) => name)).toEqual(['SET', 'INCR'])
})
