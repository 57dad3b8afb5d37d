import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createAnswers } from './answers.ts'
import { type Question, evaluateOnce } from './evaluate-once.ts'
import { figuresOf } from './figures.ts'
import type { LoadOrder, LoadReport, LoadSays } from './load-messages.ts'
import { PEOPLE } from './people.ts'
import { createPostClient } from './post-client.ts'
import { createVersionWatch } from './version-watch.ts'

/**
 * The load, in a process of its own: what stands in for the cloud must not hold up what measures. It asks at a fixed
 * rate, whether answers come or not.
 */
const RATE_PER_SECOND = 200
const BEAT_MS = 5
const TICK_MS = 100
const NS_PER_MS = 1_000_000

const answers = createAnswers()
const watch = createVersionWatch(Date.now)
const client = createPostClient()
const failures: Record<string, number> = {}
const phases = new Map<string, { tookMs: number[]; failures: number }>()
const underWay = new Set<Promise<void>>()
const delay = monitorEventLoopDelay({ resolution: BEAT_MS })
let target: { edges: readonly string[]; key: string; flags: readonly string[] } = { edges: [], key: '', flags: [] }
let phase = { tookMs: [] as number[], failures: 0 }
let asked = 0
let timers: readonly NodeJS.Timeout[] = []

process.on('message', (order: LoadOrder) => {
  switch (order.do) {
    case 'start':
      target = order
      return start()
    case 'phase':
      return beginPhase(order.phase)
    case 'edges':
      target = { ...target, edges: order.edges }
      return
    case 'key':
      target = { ...target, key: order.key }
      return
    case 'stop':
      void stop()
  }
})
process.once('disconnect', () => process.exit(1))

function start(): void {
  const startedAtMs = performance.now()
  delay.enable()
  const beat = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAtMs) * RATE_PER_SECOND) / 1000)
    while (asked < due) ask(asked++)
  }, BEAT_MS)
  timers = [beat, setInterval(tell, TICK_MS)]
}

function beginPhase(name: string): void {
  phase = phases.get(name) ?? { tookMs: [], failures: 0 }
  phases.set(name, phase)
}

function ask(i: number): void {
  const { edges, key, flags } = target
  const edge = edges[i % edges.length] ?? ''
  const flag = flags[Math.floor(i / edges.length) % flags.length] ?? ''
  const asking = askOnce({ edge, key, flag, person: i % PEOPLE })
  underWay.add(asking)
  void asking.finally(() => underWay.delete(asking))
}

async function askOnce(question: Question): Promise<void> {
  const itsPhase = phase
  const highestBefore = watch.highest(question.edge)
  const askedAtMs = performance.now()
  const reply = await evaluateOnce(client, question)
  itsPhase.tookMs.push(performance.now() - askedAtMs)
  if (reply.ok) {
    watch.saw(question.edge, reply.answer.version, highestBefore)
    answers.add(reply.answer)
  } else {
    itsPhase.failures += 1
    failures[reply.failure] = (failures[reply.failure] ?? 0) + 1
  }
}

function tell(): void {
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0)
  say({ kind: 'tick', tick: { requests: asked, failures: failed, seen: watch.seen } })
}

async function stop(): Promise<void> {
  for (const timer of timers) clearInterval(timer)
  await Promise.all(underWay)
  client.close()
  const report: LoadReport = {
    edges: [...new Set(watch.seen.map(({ edge }) => edge))],
    phases: Object.fromEntries(
      [...phases].map(([name, { tookMs, failures: failed }]) => [name, figuresOf(tookMs, failed)]),
    ),
    answers: answers.all(),
    failures,
    wentBack: watch.wentBack,
    stalledMs: Math.max(0, delay.max / NS_PER_MS - BEAT_MS),
  }
  say({ kind: 'report', report })
}

function say(message: LoadSays): void {
  process.send?.(message)
}
