import { expect, it } from 'vitest'
import { createProgress } from './progress.ts'

function screenOf(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, columns: 10, written, write: (text: string) => written.push(text) }
}

it('writes over one line, no longer than the screen is wide', () => {
  const screen = screenOf(true)
  createProgress(screen).say('twelve letters')
  expect(screen.written).toEqual(['\r\u001B[Ktwelve le'])
})

it('writes nothing where nobody looks on', () => {
  const screen = screenOf(false)
  const progress = createProgress(screen)
  progress.say('something')
  progress.clear()
  expect(screen.written).toEqual([])
})
