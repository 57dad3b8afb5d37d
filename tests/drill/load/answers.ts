/** What a client was told once or several times, word for word. */
export interface CountedAnswer {
  /** The version that the answer names. */
  readonly version: number
  readonly flag: string
  /** See `contextOf`. */
  readonly person: number
  readonly value: string
  readonly variant: string
  readonly reason: string
  readonly times: number
}

export type Answer = Omit<CountedAnswer, 'times'>

/** Keeps every distinct answer, and how often it was given: nothing is judged while the load runs. */
export interface Answers {
  add(answer: Answer): void
  all(): readonly CountedAnswer[]
}

export function createAnswers(): Answers {
  const counted = new Map<string, Answer & { times: number }>()
  return {
    add: (answer) => {
      const { version, flag, person, value, variant, reason } = answer
      const key = `${version} ${flag} ${person} ${variant} ${reason} ${value}`
      const known = counted.get(key)
      if (known === undefined) counted.set(key, { ...answer, times: 1 })
      else known.times += 1
    },
    all: () => [...counted.values()],
  }
}
